"""An integer too large for a float raises OverflowError when converted or divided."""
n = 10 ** 400
for f in (lambda: float(n), lambda: n / 3, lambda: n + 0.5):
    try:
        print(f())
    except OverflowError:
        print("OverflowError")
print(n // 10 ** 399)
