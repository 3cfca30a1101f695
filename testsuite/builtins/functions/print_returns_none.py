"""print() returns None."""
print(print("inner"))
