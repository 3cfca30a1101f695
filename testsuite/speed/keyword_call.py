"""One unit is one call with two keyword arguments and one default."""
def add(a, b=1, c=2, d=3):
    return a + b + c + d


def run(n):
    total = 0
    for i in range(n):
        total = add(total, d=4, b=5)
    print(total)
