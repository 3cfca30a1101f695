"""One unit is 16 numbers sorted."""
def run(n):
    items = [9, 3, 14, 0, 7, 11, 2, 15, 6, 1, 13, 5, 10, 4, 12, 8]
    total = 0
    for i in range(n):
        total += sorted(items)[7]
    print(total)
