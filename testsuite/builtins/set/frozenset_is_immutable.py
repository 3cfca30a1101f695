"""A frozenset has no methods that change it."""
f = frozenset([1])
print(hasattr(f, "add"), hasattr(f, "clear"), hasattr(f, "union"))
try:
    f.add(2)
    print("added")
except AttributeError:
    print("AttributeError")
