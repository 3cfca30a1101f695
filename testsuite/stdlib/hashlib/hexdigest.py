"""hexdigest() gives the digest as text, and the attributes tell its kind."""
import hashlib

h = hashlib.sha256(b"")
print(h.hexdigest()[:16], h.digest_size, h.block_size, h.name)
