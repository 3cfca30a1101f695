"""One unit is one call with unpacked arguments of a function that collects them."""
def collect(*args, **named):
    return len(args) + len(named)


def run(n):
    args = (1, 2, 3)
    named = {"a": 4, "b": 5}
    total = 0
    for i in range(n):
        total += collect(*args, **named)
    print(total)
