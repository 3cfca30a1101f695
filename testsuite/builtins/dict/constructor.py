"""dict() takes a mapping, an iterable of pairs and keywords."""
print(dict(), dict({"a": 1}), dict([("a", 1)]), dict((["b", 2],)), dict(x=1))
d = dict([("a", 1), ("c", 0)], a=2, b=3)
print(sorted(d.items()), sorted(dict(zip("ab", (1, 2))).items()))
