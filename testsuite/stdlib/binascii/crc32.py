"""crc32() is unsigned and can be continued with an earlier value."""
import binascii

print(binascii.crc32(b""), binascii.crc32(b"123456789"), binascii.crc32(b"\xff\xff\xff\xff"))
print(binascii.crc32(b"6789", binascii.crc32(b"12345")))
