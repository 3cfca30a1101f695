"""hexlify() takes a separator to put between bytes."""
import binascii

print(binascii.hexlify(b"\x01\x02\x03", ":"))
