"""One unit is two slices of a list and their concatenation."""
def run(n):
    items = list(range(16))
    total = 0
    for i in range(n):
        total += len(items[2:10] + items[:4])
    print(total)
