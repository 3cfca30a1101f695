"""A hexadecimal escape with fewer than two digits is a syntax error."""
for text in ("'\\x41'", "'\\x4'", "'\\x'", "b'\\xg0'"):
    try:
        print(text, len(eval(text)))
    except SyntaxError:
        print(text, "SyntaxError")
