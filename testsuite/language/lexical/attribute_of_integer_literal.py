"""A space or brackets separate an integer literal from the dot of an attribute."""
print((5).__class__ is int, 5 .__class__ is int, 5..__class__ is float)
