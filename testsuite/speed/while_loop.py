"""One unit is one pass of a while loop that counts up."""
def run(n):
    i = 0
    while i < n:
        i += 1
    print(i)
