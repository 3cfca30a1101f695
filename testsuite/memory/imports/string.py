# The module string can be imported and has digits.
import string

print(hasattr(string, "digits"))
