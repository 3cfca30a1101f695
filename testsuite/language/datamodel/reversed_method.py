"""reversed() of an object with __reversed__ gives what that returns."""
class A:
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return index

    def __reversed__(self):
        return iter("xyz")


print(list(reversed(A())))
