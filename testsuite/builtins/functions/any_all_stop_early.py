"""any() and all() stop at the first item that decides."""
def say(items):
    for x in items:
        print("item", x)
        yield x


print(any(say([0, 2, 3])))
print(all(say([1, 0, 3])))
print(any([]), all([]), any([[]]), all([[]]))
