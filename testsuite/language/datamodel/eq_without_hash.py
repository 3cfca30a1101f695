"""A class that defines __eq__ but not __hash__ has instances that cannot be hashed."""
class A:
    def __eq__(self, other):
        return True


class B(A):
    def __hash__(self):
        return 1


for cls in (A, B):
    try:
        hash(cls())
        print("hashable")
    except TypeError:
        print("TypeError")
