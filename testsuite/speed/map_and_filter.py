"""One unit is eight numbers mapped, filtered and added up."""
def run(n):
    items = list(range(8))
    total = 0
    for i in range(n):
        total += sum(filter(lambda x: x % 3, map(lambda x: x + 1, items)))
    print(total)
