"""Indentation that depends on the width of a tab is a syntax error."""
for source in ("if 1:\n\tprint('tabs')\n\tprint('again')\n",
               "if 1:\n\tprint('tab')\n        print('spaces')\n"):
    try:
        exec(source)
    except SyntaxError:
        print("SyntaxError")
