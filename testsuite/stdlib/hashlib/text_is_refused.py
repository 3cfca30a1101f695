"""A hash takes no text."""
import hashlib

try:
    hashlib.sha256("text")
    print("accepted")
except TypeError:
    print("TypeError")
