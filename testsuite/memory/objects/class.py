"""One unit is a class with one method and its slot of the list."""
def run(n):
    kept = [None] * n
    for i in range(n):
        class Made:
            def number(self):
                return 7
        kept[i] = Made
    print(len(kept), kept[n - 1]().number())
    return kept
