"""sort() takes key and reverse by keyword only."""
a = [2, 1]
for args in ((lambda x: x,), (None, True)):
    try:
        a.sort(*args)
        print("sorted")
    except TypeError:
        print("TypeError")
a.sort(key=None)
print(a)
