"""A bytearray cannot change its size while a memoryview looks at it."""
b = bytearray(b"ab")
m = memoryview(b)
try:
    b.append(1)
    print("grew")
except BufferError:
    print("BufferError")
m.release()
b.append(99)
print(b)
