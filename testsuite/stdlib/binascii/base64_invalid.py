"""a2b_base64() skips characters that are not in its alphabet."""
import binascii

print(binascii.a2b_base64("YW\n Jj"), binascii.a2b_base64(b"YQ=="), binascii.a2b_base64("!Y*Q=="))
