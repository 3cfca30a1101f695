"""nonlocal for a name that no enclosing function binds is a syntax error."""
source = "x = 1\ndef f():\n    nonlocal x\n    x = 2\n"
try:
    exec(source)
    print("accepted")
except SyntaxError:
    print("SyntaxError")
