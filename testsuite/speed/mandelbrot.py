"""One unit is one point of the Mandelbrot set, iterated 16 times."""
def iterate(a, b):
    x = 0.0
    y = 0.0
    for i in range(16):
        x, y = x * x - y * y + a, 2.0 * x * y + b
        if x * x + y * y > 4.0:
            return i
    return 16


def run(n):
    total = 0
    for i in range(n):
        total += iterate(-0.5, 0.25)
    print(total)
