"""An assignment expression in a comprehension binds in the scope around it."""
def f():
    found = [last := i for i in range(4) if i % 2]
    return found, last


print(f())
print(any((hit := x) > 2 for x in (1, 3, 5)), hit)
