"""range() takes integers, and a step that is not zero."""
for args in ((1.0,), ("3",), ()):
    try:
        print(range(*args))
    except TypeError:
        print("TypeError")
try:
    range(1, 5, 0)
except ValueError:
    print("ValueError")
