"""One unit is a generator expression made and exhausted, of four values."""
def run(n):
    total = 0
    for i in range(n):
        total += sum(k + 1 for k in range(4))
    print(total)
