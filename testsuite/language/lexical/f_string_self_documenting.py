"""An equals sign after an f-string's expression shows its text and the value's repr."""
n = 7
text = "a"
print(f"{n=} {text=} {n + 1 = } {text=!s} {n=:03d}")
