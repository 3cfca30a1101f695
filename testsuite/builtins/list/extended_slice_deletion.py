"""A stepped slice of a list can be deleted, backwards as well."""
a = list(range(8))
del a[::3]
print(a)
a = list(range(8))
del a[6:1:-2]
print(a)
