"""bytearray() copies its argument, and bytes() of a bytearray is a snapshot."""
a = bytearray(b"ab")
b = bytearray(a)
c = bytes(a)
a[0] = 0
print(a, b, c)
