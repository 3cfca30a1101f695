"""Two parameters of one name, or one without a default after one with, are syntax errors."""
for source in ("def f(a, a): pass", "def f(a, *a): pass", "def f(a=1, b): pass",
               "lambda x, x: 0", "def f(a=1, *, b): pass"):
    try:
        exec(source)
        print("accepted")
    except SyntaxError:
        print("SyntaxError")
