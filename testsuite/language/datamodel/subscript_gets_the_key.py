"""A subscript passes what stands in the brackets as one key, several as a tuple."""
class A:
    def __getitem__(self, key):
        return key


a = A()
print(a[1], a[1, 2], a[()], a[1,], a[...] is ..., a["k", None])
