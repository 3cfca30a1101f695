"""One unit is an expression of five operators evaluated by eval()."""
def run(n):
    names = {"a": 3, "b": 4}
    total = 0
    for i in range(n):
        total += eval("(a + b) * 2 - a // 2 + 1", names)
    print(total)
