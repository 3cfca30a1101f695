"""A hash takes bytes-like objects and no text."""
import hashlib

print(hashlib.sha256(bytearray(b"a")).digest() == hashlib.sha256(memoryview(b"a")).digest())
try:
    hashlib.sha256("text")
    print("accepted")
except TypeError:
    print("TypeError")
