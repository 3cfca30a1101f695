"""global after the name was used in the same function is a syntax error."""
for source in ("def f():\n    global x\n    x = 1\n", "def f():\n    x = 1\n    global x\n"):
    try:
        exec(source)
        print("accepted")
    except SyntaxError:
        print("SyntaxError")
