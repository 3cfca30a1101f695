"""dict() takes a mapping, an iterable of pairs and keywords."""
print(dict(), dict({"a": 1}), dict([("a", 1), ["b", 2]]), dict(x=1, y=2))
print(dict([("a", 1)], a=2, b=3), dict(zip("ab", (1, 2))))
