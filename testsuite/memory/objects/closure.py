"""One unit is a function with one variable of its own around it and its slot of the list."""
def make(k):
    def number():
        return k
    return number


def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = make(i)
    print(len(kept), kept[n - 1]())
    return kept
