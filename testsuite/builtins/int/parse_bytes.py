"""int() reads digits from bytes and bytearray as from a string."""
print(int(b"12"), int(bytearray(b" -3 ")), int(b"ff", 16))
