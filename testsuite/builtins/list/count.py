"""count() counts the items that are equal."""
print([1, 1.0, True, "1", 2].count(1), [].count(0), [[], [], ()].count([]))
