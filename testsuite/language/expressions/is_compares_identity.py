"""is tells one object from an equal one."""
a = [1]
b = [1]
c = a
print(a is b, a == b, a is c, a is not b)
c.append(2)
print(a, a is c)
print(None is None, True is not False)
