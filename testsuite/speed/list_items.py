"""One unit is one item of a list read and written."""
def run(n):
    items = [0] * 8
    for i in range(n):
        items[i & 7] += 3
    print(sum(items))
