"""Literals, calls and operators cannot be assigned to."""
for source in ("1 = 2", "f() = 1", "a + b = 1", "None = 1", "'x' = 1", "(a, 1) = 2",
               "a and b = 1", "f() += 1", "(a, b) += 1", "*a = 1"):
    try:
        exec(source, {"a": 1, "b": 2, "f": print})
        print(source, "accepted")
    except SyntaxError:
        print("SyntaxError")
