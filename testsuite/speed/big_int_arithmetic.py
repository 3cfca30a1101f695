"""One unit is one multiplication and remainder of integers of 127 bits."""
def run(n):
    prime = 2 ** 127 - 1
    x = 3 ** 79
    for i in range(n):
        x = (x * x + 7) % prime
    print(x % 65521)
