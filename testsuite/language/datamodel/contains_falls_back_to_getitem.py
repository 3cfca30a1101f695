"""Without __contains__ and __iter__ the operator in tries indices from zero."""
class A:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * 10


print(20 in A(), 25 in A())
