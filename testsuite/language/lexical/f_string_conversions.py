"""In an f-string !r, !s and !a apply repr, str and ascii before formatting."""
text = "a\xe9"
print(f"{'q'!r} {'q'!s} {text!a}")
print(f"{'q'!r:>5}|{'q'!s:<3}|")
