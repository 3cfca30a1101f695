# The module time can be imported and has sleep.
import time

print(hasattr(time, "sleep"))
