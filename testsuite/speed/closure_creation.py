"""One unit is one function made inside another and called once."""
def adder(step):
    def add(x):
        return x + step
    return add


def run(n):
    total = 0
    for i in range(n):
        total = adder(3)(total)
    print(total)
