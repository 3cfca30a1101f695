"""to_bytes() of an integer that does not fit raises OverflowError."""
for n, size in ((255, 1), (256, 1), (-1, 1), (2 ** 32, 4), (1, 0)):
    try:
        print(n.to_bytes(size, "big"))
    except OverflowError:
        print("OverflowError")
