"""A bytes literal cannot hold a character beyond ASCII."""
for text in ("b'a'", "b'\u007e'", "b'\u00e9'"):
    try:
        print(list(eval(text)))
    except SyntaxError:
        print("SyntaxError")
