"""Unpacking an endless iterator takes one item more than there are targets."""
def count():
    n = 0
    while True:
        print("yield", n)
        yield n
        n += 1


try:
    a, b = count()
except ValueError:
    print("ValueError")
