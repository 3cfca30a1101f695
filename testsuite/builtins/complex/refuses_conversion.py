"""A complex number converts to no integer or float, and has no floor division."""
for f in (lambda: int(1j), lambda: float(1j), lambda: 1j // 1, lambda: 1j % 1):
    try:
        print(f())
    except TypeError:
        print("TypeError")
