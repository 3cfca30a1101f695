"""The target of a for loop may be an attribute or a subscript."""
class A:
    pass


a = A()
d = {}
for a.x in (1, 2):
    print(a.x)
for d["k"] in "pq":
    pass
print(d)
