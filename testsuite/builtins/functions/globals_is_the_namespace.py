"""globals() is the module's namespace, through which names can be read and bound."""
x = 1


def f():
    globals()["made"] = x + 1
    return "x" in globals(), "hidden" in globals()


print(f(), made, globals()["x"])
