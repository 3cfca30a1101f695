"""float() of a string takes single underscores between digits only."""
for text in ("1_0.2_5", "1_000e1_0", "1_.5", "1._5", "_1.5", "1__0.0"):
    try:
        print(text, float(text))
    except ValueError:
        print(text, "ValueError")
