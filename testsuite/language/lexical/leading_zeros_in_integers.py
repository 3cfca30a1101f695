"""A decimal integer literal must not start with a zero, unless it is zero."""
for source in ("print(00)", "print(0_0)", "print(012)", "print(09)"):
    try:
        exec(source)
    except SyntaxError:
        print(source, "SyntaxError")
