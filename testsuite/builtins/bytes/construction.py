"""bytes() takes a length, an iterable of integers, or a string with an encoding."""
print(bytes(3), bytes([1, 2, 255]), bytes("a\xe9", "utf-8"), bytes(), bytes(b"x"), bytes(range(3)))
