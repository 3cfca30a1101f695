"""Keywords cannot be assigned to; None, True, False, async and await are among them."""
for word in ("None", "True", "False", "async", "await", "is", "name"):
    try:
        exec(word + " = 1")
        print(word, "assigned")
    except SyntaxError:
        print(word, "SyntaxError")
