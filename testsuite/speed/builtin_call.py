"""One unit is one call of a built-in function."""
def run(n):
    items = [1, 2, 3]
    total = 0
    for i in range(n):
        total += len(items)
    print(total)
