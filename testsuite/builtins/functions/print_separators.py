"""print() puts sep between its arguments and end after them."""
print(1, "a", None, sep="-", end="|\n")
print("x", "y", sep="", end="")
print()
print("a", "b", sep=", ", end=".")
print(sep="unused")
