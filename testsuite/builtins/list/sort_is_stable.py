"""sort() keeps items with equal keys in order, also in reverse."""
a = ["bb", "a", "cc", "d", "ee"]
a.sort(key=len)
print(a)
a.sort(key=len, reverse=True)
print(a)
