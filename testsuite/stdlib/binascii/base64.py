"""b2a_base64() ends its line, and a2b_base64() reads it back."""
import binascii

for b in (b"", b"a", b"ab", b"abc", b"\xff\xfe\xfd\xfc"):
    text = binascii.b2a_base64(b)
    print(text, binascii.a2b_base64(text) == b)
