"""sys.exc_info() tells the exception being handled, and None outside a handler."""
import sys

error = ValueError("x")
try:
    raise error
except ValueError:
    print(sys.exc_info()[0] is ValueError, sys.exc_info()[1] is error)
print(sys.exc_info())
