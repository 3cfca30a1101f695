"""eval() looks names up in the locals it is given, then in the globals."""
x = "module"
print(eval("x"), eval("x", {"x": "g"}), eval("x", {"x": "g"}, {"x": "l"}))
print(eval("y + x", {"x": "g"}, {"y": "l"}))
try:
    eval("x", {})
except NameError:
    print("NameError")
