"""float() takes integers, bools and strings."""
print(float(), float(3), float(True), float(-2 ** 10), float("2.5"), float(2.5))
for x in (None, [], (1,)):
    try:
        print(float(x))
    except TypeError:
        print("TypeError")
