"""print() takes None for sep and end as if they were not given."""
print("a", "b", sep=None, end=None)
print("c")
