"""A __len__ that returns a negative number makes len() raise ValueError."""
class A:
    def __len__(self):
        return -1


try:
    print(len(A()))
except ValueError:
    print("ValueError")
