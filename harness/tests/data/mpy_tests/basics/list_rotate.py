# rotating a list by slices gives the same items in another order


def rotate(items, n):
    n %= len(items)
    return items[n:] + items[:n]


for n in (0, 1, 3, -1, 7):
    print(n, rotate([1, 2, 3, 4], n))

try:
    rotate([], 1)
except ZeroDivisionError:
    print("ZeroDivisionError")
