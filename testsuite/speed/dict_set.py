"""One unit is two values of a dict of eight replaced."""
def run(n):
    names = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8}
    for i in range(n):
        names["c"] = i
        names["h"] = 9
    print(names["c"], names["h"])
