"""An f-string joins with adjacent plain literals, whose braces stay as they are."""
n = 1
print("{n} " f"{n} " "{n} {{}}")
print(f"{n}" r"\n" f"{n + 1}")
