"""print() puts sep between its arguments and end after them."""
print(1, "a", None, sep="-", end="|\n")
print("x", "y", sep="", end="")
print()
print("a", "b", sep=None, end=None)
print(*[1, 2], sep=", ")
print(sep="unused")
