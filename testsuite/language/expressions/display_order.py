"""A dict display evaluates each key before its value, item by item."""
def n(x):
    log.append(x)
    return x


log = []
d = {n("k1"): n("v1"), n("k2"): n("v2")}
print(log)
log = []
t = n(1), [n(2), n(3)], n(4)
print(log)
