"""Rebinding a parameter leaves the caller's variable alone; changing the object does not."""
def f(a, b):
    a = a + [1]
    b += [1]
    a.append(2)
    return a


x = [0]
y = [0]
print(f(x, y), x, y)
