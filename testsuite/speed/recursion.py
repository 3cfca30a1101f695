"""One unit is the fifth Fibonacci number, 15 calls of a recursive function."""
def fib(k):
    if k < 2:
        return k
    return fib(k - 1) + fib(k - 2)


def run(n):
    total = 0
    for i in range(n):
        total += fib(5)
    print(total)
