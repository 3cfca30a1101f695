"""len() of an object without a length raises TypeError."""
print(len(""), len((1,)), len({1: 2}), len(range(0, 10, 3)), len(b"ab"))
for x in (5, None, iter([]), (i for i in "a")):
    try:
        print(len(x))
    except TypeError:
        print("TypeError")
