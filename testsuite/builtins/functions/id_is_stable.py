"""id() is the same for one object and differs between two that live at once."""
a = []
b = []
c = a
print(id(a) == id(c), id(a) == id(b), id(a) == id(a))
