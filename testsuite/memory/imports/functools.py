# The module functools can be imported and has partial.
import functools

print(hasattr(functools, "partial"))
