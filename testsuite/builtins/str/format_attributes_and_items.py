"""A field may name attributes and items of its value."""
class A:
    x = [10, 20]


print("{0.x[1]} {a.x}".format(A, a=A()))
print("{[k]}-{t[0]}-{t[1][1]}".format({"k": 5}, t=(7, "ab")))
