"""bytes() takes a length, an iterable of integers, or a string with an encoding."""
print(bytes(3), bytes([1, 2, 255]), bytes("a\xe9", "utf-8"), bytes(), bytes(b"x"), bytes(range(3)))
for args in (("abc",), ([256],), ([-1],), (-1,)):
    try:
        print(bytes(*args))
    except TypeError:
        print("TypeError")
    except ValueError:
        print("ValueError")
