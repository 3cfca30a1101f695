"""The operator in finds integers and runs of bytes in bytes."""
b = b"abc"
print(97 in b, 100 in b, b"bc" in b, b"ac" in b, b"" in b)
