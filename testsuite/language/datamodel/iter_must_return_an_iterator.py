"""An __iter__ that returns an object without __next__ raises TypeError."""
class A:
    def __iter__(self):
        return [1, 2]


try:
    for x in A():
        print(x)
except TypeError:
    print("TypeError")
