"""One unit is one value yielded by a generator."""
def threes(n):
    for i in range(n):
        yield 3


def run(n):
    total = 0
    for x in threes(n):
        total += x
    print(total)
