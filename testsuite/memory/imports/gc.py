# The module gc can be imported and has collect.
import gc

print(hasattr(gc, "collect"))
