"""One unit is an intersection of two sets and a test of membership."""
def run(n):
    small = set([1, 2, 3, 4])
    other = set([3, 4, 5, 6])
    total = 0
    for i in range(n):
        if 5 in other:
            total += len(small & other)
    print(total)
