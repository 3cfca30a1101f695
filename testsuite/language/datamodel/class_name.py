"""A class's __name__ is the name in its class statement."""
class First:
    pass


Second = First
print(Second.__name__, Second().__class__.__name__, int.__name__)
