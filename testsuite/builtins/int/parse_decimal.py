"""int() of a string takes a sign and surrounding space, and nothing else around digits."""
for text in ("12", " -7\n", "+5", "007", "\t0 "):
    print(repr(text), int(text))
for text in ("", " ", "-", "1 2", "- 5", "1.0", "1e3", "0x1", "--1"):
    try:
        print(repr(text), int(text))
    except ValueError:
        print(repr(text), "ValueError")
