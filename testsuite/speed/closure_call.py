"""One unit is one call of a function that reads a variable of the function around it."""
def adder(step):
    def add(x):
        return x + step
    return add


def run(n):
    add = adder(3)
    total = 0
    for i in range(n):
        total = add(total)
    print(total)
