"""One unit is a tuple of three packed and unpacked, and a nested one unpacked."""
def run(n):
    a = 1
    b = 2
    nested = (3, (4, 5))
    total = 0
    for i in range(n):
        a, b, c = b, a, 3
        d, (e, f) = nested
        total += a + f
    print(total)
