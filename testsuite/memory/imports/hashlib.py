# The module hashlib can be imported and has sha256.
import hashlib

print(hasattr(hashlib, "sha256"))
