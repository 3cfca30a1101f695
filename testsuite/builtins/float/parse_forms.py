"""float() of a string takes space, sign, point and exponent."""
print(float(" 2.5\n"), float("-.5"), float("5."), float("+1e2"), float("25e-2"), float("007"))
for text in ("", ".", "e5", "1e", "1 2", "0x1", "1,5", "+-1"):
    try:
        print(text, float(text))
    except ValueError:
        print(repr(text), "ValueError")
