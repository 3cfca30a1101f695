"""insert() puts an item before an index, which is clipped to the list."""
a = [1, 2]
a.insert(1, "a")
a.insert(-1, "b")
a.insert(100, "end")
a.insert(-100, "start")
print(a)
