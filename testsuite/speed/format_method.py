"""One unit is a number and a string formatted by the method format()."""
def run(n):
    total = 0
    for i in range(n):
        total += len("{:>6} {} {:x}".format(1234, "name", 250))
    print(total)
