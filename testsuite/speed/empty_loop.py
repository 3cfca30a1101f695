"""One unit is one pass of a for loop that does nothing."""
def run(n):
    i = -1
    for i in range(n):
        pass
    print(i)
