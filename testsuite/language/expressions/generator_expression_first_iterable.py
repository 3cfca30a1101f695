"""A generator expression evaluates its first iterable at once and the rest later."""
def get(name, value):
    print("get", name)
    return value


g = ((a, b) for a in get("first", [1]) for b in get("second", [2]))
print("made")
print(list(g))
try:
    (x for x in 5)
except TypeError:
    print("TypeError")
