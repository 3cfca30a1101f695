"""del removes a name; the object lives on under its other names."""
a = [1]
b = a
del a
print(b)
b.append(2)
print(b)
