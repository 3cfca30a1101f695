"""A bytearray has the changing methods of a list."""
b = bytearray(b"cab")
b.insert(1, 100)
print(b.pop(), b.pop(0), b)
b.reverse()
b.remove(97)
print(b)
b.clear()
print(b)
