"""Encoding a character that the encoding lacks raises UnicodeEncodeError."""
print("abc".encode("ascii"))
try:
    print("\xe9".encode("ascii"))
except UnicodeEncodeError:
    print("UnicodeEncodeError")
