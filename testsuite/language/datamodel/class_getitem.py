"""Subscripting a class calls its __class_getitem__."""
class A:
    def __class_getitem__(cls, key):
        return cls is A, key


print(A["k"])
print(A[1, 2])
