"""map() and filter() call their function when an item is asked for."""
def f(x):
    print("call", x)
    return x > 1


m = map(f, [1, 2])
k = filter(f, [1, 2, 3])
print("made")
print(next(m))
print(next(k))
