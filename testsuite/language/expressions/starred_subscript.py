"""A star in a subscript spreads into the key tuple."""
class A:
    def __getitem__(self, key):
        return key


print(A()[1, *[2, 3]], A()[*"ab"])
