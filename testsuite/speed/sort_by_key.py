"""One unit is eight tuples sorted by a key function."""
def run(n):
    items = [(i, (i * 5 + 3) % 8) for i in range(8)]
    total = 0
    for i in range(n):
        total += sorted(items, key=lambda item: item[1])[0][0]
    print(total)
