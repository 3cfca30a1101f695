"""Encoding a character that the encoding lacks raises UnicodeEncodeError."""
print("abc".encode("ascii"), "\xe9".encode("latin-1"))
try:
    print("\xe9".encode("ascii"))
except UnicodeEncodeError:
    print("UnicodeEncodeError")
