"""A subscript passes what stands in the brackets as one key: a tuple, a slice or both."""
class A:
    def __getitem__(self, key):
        return key


a = A()
print(a[1], a[1, 2], a[()], a[...] is ...)
print(a[1:2] == slice(1, 2), a[::] == slice(None), a[1:2, 3] == (slice(1, 2), 3))
