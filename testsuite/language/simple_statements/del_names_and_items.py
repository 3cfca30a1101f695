"""del unbinds names, and removes items, slices and attributes, from left to right."""
class A:
    pass


a = A()
a.x = 1
items = [0, 1, 2, 3, 4]
d = {"k": 1, "l": 2}
del items[0], items[0], d["k"]
print(items, d)
del items[1:], a.x
print(items, hasattr(a, "x"))
del a, d
try:
    d
except NameError:
    print("NameError")
