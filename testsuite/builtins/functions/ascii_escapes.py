"""ascii() is repr() with every character beyond ASCII escaped."""
print(ascii("a\xe9\u20ac\U0001f600"), ascii(["\xff"]), ascii(5))
