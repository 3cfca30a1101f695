"""Unpacking too many or too few items raises ValueError."""
for value in ((1,), (1, 2), (1, 2, 3), "", "ab"):
    try:
        a, b = value
        print(a, b)
    except ValueError:
        print("ValueError")
