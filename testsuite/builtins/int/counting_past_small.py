"""An integer counted up past 2**30, 2**31 and 2**63 stays exact."""
for start in (2 ** 30 - 2, 2 ** 31 - 2, 2 ** 63 - 2):
    n = start
    for i in range(4):
        n += 1
    print(n, n - start)
    for i in range(8):
        n -= 1
    print(n)
