"""chr() of a number outside Unicode raises ValueError."""
for i in (-1, 0x110000):
    try:
        print(repr(chr(i)))
    except ValueError:
        print("ValueError")
