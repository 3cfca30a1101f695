"""One unit is two reads and two writes of global names."""
a = 0
b = 3


def run(n):
    global a, b
    for i in range(n):
        a = a + b
        b = 3
    print(a, b)
