"""eval() takes one expression and no statement."""
print(eval("1 + 2"), eval("[x for x in 'ab']"))
for text in ("x = 1", "pass", "", "1\n2"):
    try:
        print(eval(text))
    except SyntaxError:
        print("SyntaxError")
