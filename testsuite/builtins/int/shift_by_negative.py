"""A shift by a negative count raises ValueError."""
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 2 ** 80 << -1, lambda: 2 ** 80 >> -5):
    try:
        print(f())
    except ValueError:
        print("ValueError")
