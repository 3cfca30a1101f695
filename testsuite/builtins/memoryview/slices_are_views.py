"""A slice of a memoryview sees later changes of the object."""
b = bytearray(b"abcdef")
part = memoryview(b)[1:-1][1:]
b[2] = 90
print(bytes(part), list(part), bytes(memoryview(b"xyz")[1:2]))
