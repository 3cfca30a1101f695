"""return and yield outside a function, and break outside a loop, are syntax errors."""
for source in ("return 1", "yield 1", "break", "continue", "class A:\n    return 1\n",
               "for i in []:\n    def f():\n        break\n"):
    try:
        exec(source)
        print("accepted")
    except SyntaxError:
        print("SyntaxError")
