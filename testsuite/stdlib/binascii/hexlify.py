"""hexlify() and unhexlify() convert bytes to hexadecimal digits and back."""
import binascii

print(binascii.hexlify(b"\x00\xabz"), binascii.unhexlify("00aB7a"), binascii.unhexlify(b"ff"))
for text in ("a", "zz"):
    try:
        print(binascii.unhexlify(text))
    except ValueError:
        print("ValueError")
