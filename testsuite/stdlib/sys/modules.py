"""sys.modules holds the imported modules by name."""
import sys

print(sys.modules["sys"] is sys, "no_such_module" in sys.modules, isinstance(sys.modules, dict))
