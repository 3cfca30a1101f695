"""One unit is two reads and two writes of local names."""
def run(n):
    a = 0
    b = 3
    for i in range(n):
        a = a + b
        b = 3
    print(a, b)
