"""sha256() gives the digest of all bytes it was fed, however they were cut."""
import hashlib
from binascii import hexlify

h = hashlib.sha256(b"ab")
h.update(b"c")
print(hexlify(h.digest()))
print(len(hashlib.sha256(b"").digest()))
