"""A doubled or trailing underscore in an integer literal is a syntax error."""
for source in ("x = 1_0", "x = 1__0", "x = 10_", "x = 0x_"):
    try:
        exec(source)
        print(source, "accepted")
    except SyntaxError:
        print(source, "SyntaxError")
