"""One unit is a list of eight numbers made by a comprehension with a condition."""
def run(n):
    total = 0
    for i in range(n):
        total += len([k * k for k in range(16) if k & 1])
    print(total)
