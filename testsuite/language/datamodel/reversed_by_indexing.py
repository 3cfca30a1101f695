"""reversed() of an object with __len__ and __getitem__ takes its items from the last."""
class A:
    def __len__(self):
        return 3

    def __getitem__(self, index):
        print("item", index)
        return index * 10


print(list(reversed(A())))
