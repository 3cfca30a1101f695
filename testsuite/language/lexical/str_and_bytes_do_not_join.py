"""A string literal and a bytes literal next to each other are a syntax error."""
try:
    print(eval("'a' b'b'"))
except SyntaxError:
    print("SyntaxError")
