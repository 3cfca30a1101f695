"""A generator expression computes each item when it is asked for."""
def show(x):
    print("compute", x)
    return x


g = (show(x) for x in range(3))
print("made")
print(next(g))
print(next(g))
