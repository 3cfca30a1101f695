"""One unit is two values read from a dict of eight by a string."""
def run(n):
    names = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8}
    total = 0
    for i in range(n):
        total += names["c"] + names["h"]
    print(total)
