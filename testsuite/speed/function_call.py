"""One unit is one call of a function of two arguments."""
def add(a, b):
    return a + b


def run(n):
    total = 0
    for i in range(n):
        total = add(total, 3)
    print(total)
