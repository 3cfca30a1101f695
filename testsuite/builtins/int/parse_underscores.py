"""int() of a string takes single underscores between digits."""
for text in ("1_000", "1__0", "_1", "1_", "-1_2"):
    try:
        print(text, int(text))
    except ValueError:
        print(text, "ValueError")
