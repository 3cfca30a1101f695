"""One unit is a number, a string and a hexadecimal number formatted by the operator %."""
def run(n):
    total = 0
    for i in range(n):
        total += len("%5d %s %04x" % (1234, "name", 250))
    print(total)
