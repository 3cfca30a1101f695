"""An assignment evaluates its right side before the parts of its target."""
def n(x):
    log.append(x)
    return x


log = []
items = [0, 0]
n(items)[n(1)] = n("value")
print(log[0], log[2], items)
