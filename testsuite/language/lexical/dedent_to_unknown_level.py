"""A line that returns to no enclosing level of indentation is a syntax error."""
for source in ("if 1:\n    a = 1\n  b = 2\n", " a = 1\n", "if 1:\na = 1\n"):
    try:
        exec(source)
        print("accepted")
    except SyntaxError:
        print("SyntaxError")
