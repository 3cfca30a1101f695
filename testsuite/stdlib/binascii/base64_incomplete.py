"""a2b_base64() of text that is cut short raises ValueError."""
import binascii

for text in (b"YWJ", b"Y", b"YWJj"):
    try:
        print(binascii.a2b_base64(text))
    except ValueError:
        print("ValueError")
