"""update() takes a mapping, pairs or keywords, and later values win."""
d = {"a": 1}
d.update({"b": 2, "a": 0})
d.update([("c", 3), ("b", 5)])
d.update(d=4)
d.update()
print(sorted(d.items()))
