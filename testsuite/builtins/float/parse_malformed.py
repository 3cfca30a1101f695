"""float() of a string that is no number raises ValueError."""
for text in ("", ".", "e5", "1e", "1 2", "0x1", "1,5", "+-1", "1.5.", "- 1"):
    try:
        print(text, float(text))
    except ValueError:
        print(repr(text), "ValueError")
