# The module copy can be imported and has copy.
import copy

print(hasattr(copy, "copy"))
