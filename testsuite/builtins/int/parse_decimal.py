"""int() of a string takes a sign, leading zeros and surrounding space."""
for text in ("12", " -7\n", "+5", "007", "\t0 ", "-0"):
    print(repr(text), int(text))
