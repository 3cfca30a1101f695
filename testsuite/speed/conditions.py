"""One unit is a choice of four by comparisons."""
def run(n):
    total = 0
    for i in range(n):
        k = i & 3
        if k == 0:
            total += 1
        elif k == 1 and total > 0:
            total += 2
        elif not k != 2:
            total += 3
        else:
            total += 4
    print(total)
