"""nan is unequal to itself, and no ordering with it is true."""
nan = float("nan")
print(nan == nan, nan != nan, nan < nan, nan > 1.0, 1.0 <= nan, not nan == nan)
print(nan is nan, bool(nan))
