"""Subscript assignment and deletion call __setitem__ and __delitem__."""
class A:
    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


a = A()
a[1] = "x"
a["k", 2] = None
del a[3]
try:
    print(a[1])
except TypeError:
    print("TypeError")
