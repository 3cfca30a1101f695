"""An object with __getitem__ alone is iterated from index 0 until IndexError."""
class Squares:
    def __getitem__(self, index):
        if index == 5:
            raise IndexError
        return index * index


print(list(Squares()))
a, b, c, d, e = Squares()
print(e)
