"""Items and slices of a bytearray can be deleted."""
b = bytearray(b"abcdef")
del b[0]
del b[1:3]
print(b)
del b[-1]
print(b)
