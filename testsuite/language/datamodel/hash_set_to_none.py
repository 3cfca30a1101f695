"""A class that sets __hash__ to None has instances that cannot be hashed."""
class A:
    __hash__ = None


try:
    {A(): 1}
    print("hashable")
except TypeError:
    print("TypeError")
