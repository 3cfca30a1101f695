"""One unit is a list that grows to eight items by append()."""
def run(n):
    total = 0
    for i in range(n):
        items = []
        for k in range(8):
            items.append(k)
        total += len(items)
    print(total)
