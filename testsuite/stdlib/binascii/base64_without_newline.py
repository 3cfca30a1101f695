"""b2a_base64() with newline=False makes no line end."""
import binascii

print(binascii.b2a_base64(b"abc", newline=False))
