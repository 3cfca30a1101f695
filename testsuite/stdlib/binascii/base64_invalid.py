"""a2b_base64() skips foreign characters and refuses text that is cut short."""
import binascii

print(binascii.a2b_base64("YW\n Jj"), binascii.a2b_base64(b"YQ=="))
try:
    print(binascii.a2b_base64("YWJ"))
except ValueError:
    print("ValueError")
