"""A format specification in an f-string may itself hold replacement fields."""
width = 6
fill = "*"
print(f"{42:{width}}|{42:{fill}<{width}}|{'abc':{'>'}{width - 1}}|")
