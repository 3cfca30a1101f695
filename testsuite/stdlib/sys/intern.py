"""sys.intern() gives one object for equal strings."""
import sys

a = "".join(["in", "tern", " me"])
b = "".join(["intern", " ", "me"])
print(a == b, sys.intern(a) is sys.intern(b))
