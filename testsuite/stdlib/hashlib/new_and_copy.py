"""new() takes the name of an algorithm, and copy() forks a hash."""
import hashlib

a = hashlib.new("sha256", b"a")
b = a.copy()
b.update(b"b")
print(a.digest() == hashlib.sha256(b"a").digest(), b.digest() == hashlib.sha256(b"ab").digest())
