"""A __repr__ or __str__ that does not return a string raises TypeError."""
class A:
    def __repr__(self):
        return 5


for convert in (repr, str):
    try:
        print(convert(A()))
    except TypeError:
        print("TypeError")
