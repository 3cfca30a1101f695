"""A hash takes a bytearray like bytes."""
import hashlib

a = hashlib.sha256(bytearray(b"abc")).digest()
print(a == hashlib.sha256(b"abc").digest(), a[:4])
