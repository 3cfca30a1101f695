"""float() takes integers, bools and strings, and no complex number."""
print(float(), float(3), float(True), float(-2 ** 40), float("2.5"), float(2.5))
for x in (1j, None, []):
    try:
        print(float(x))
    except TypeError:
        print("TypeError")
