"""sha1() and md5() give the digests everybody knows."""
import hashlib
from binascii import hexlify

print(hexlify(hashlib.sha1(b"abc").digest()))
print(hexlify(hashlib.md5(b"abc").digest()))
