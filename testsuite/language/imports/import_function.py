"""__import__ returns the module of that name."""
import sys

print(__import__("sys") is sys)
try:
    __import__("no_such_module_anywhere")
except ImportError:
    print("ImportError")
