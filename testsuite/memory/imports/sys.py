# The module sys can be imported and has version.
import sys

print(hasattr(sys, "version"))
