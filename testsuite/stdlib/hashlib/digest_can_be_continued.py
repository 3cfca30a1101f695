"""A digest can be read at any time and the hash updated afterwards."""
import hashlib

h = hashlib.sha256(b"a")
first = h.digest()
print(first == h.digest())
h.update(b"b")
print(first == h.digest(), h.digest() == hashlib.sha256(b"ab").digest())
