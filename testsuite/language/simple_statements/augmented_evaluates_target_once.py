"""An augmented assignment evaluates the object and the index of its target once."""
def n(x):
    log.append(x)
    return x


log = []
data = [10, 20]
n(data)[n(1)] += n(5)
print(data, log[1:], len(log))
