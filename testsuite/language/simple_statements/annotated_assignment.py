"""An annotated assignment binds its name, whatever the annotation is."""
x: int = "not an int"
y: 5 = 1
items: list = []
items.append(x)
print(x, y, items)
