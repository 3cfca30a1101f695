"""int() of a string that is no decimal integer raises ValueError."""
for text in ("", " ", "-", "1 2", "- 5", "1.0", "1e3", "0x1", "--1", "1-"):
    try:
        print(repr(text), int(text))
    except ValueError:
        print(repr(text), "ValueError")
