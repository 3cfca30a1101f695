# The module binascii can be imported and has hexlify.
import binascii

print(hasattr(binascii, "hexlify"))
