"""A chained assignment evaluates its value once and stores it from left to right."""
def n(x):
    log.append(x)
    return x


class A:
    def __setitem__(self, key, value):
        log.append(("set", key, value))


log = []
a = A()
a[n(1)] = a[n(2)] = n("value")
print(log)
