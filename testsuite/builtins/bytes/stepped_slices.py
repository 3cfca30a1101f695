"""A slice of bytes may have any step."""
print(b"abcdef"[::2], b"abcdef"[::-1], b"abcdef"[4:0:-2])
