"""One unit is a line split at its commas into six fields."""
def run(n):
    total = 0
    for i in range(n):
        total += len("10,200,3,4000,51,6".split(","))
    print(total)
