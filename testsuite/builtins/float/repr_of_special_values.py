"""Infinities, nan and negative zero have reprs that float() reads."""
for text in ("inf", "-inf", "nan", "-0.0"):
    x = float(text)
    print(x, repr(x) == text)
