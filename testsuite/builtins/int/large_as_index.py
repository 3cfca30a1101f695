"""An index too large for any sequence raises IndexError."""
for i in (2 ** 29, 2 ** 31, 2 ** 70, -2 ** 70):
    try:
        print([1, 2, 3][i])
    except IndexError:
        print("IndexError")
