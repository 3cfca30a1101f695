"""sort() orders in place, keeps equal items in order, also in reverse, and returns None."""
a = ["bb", "a", "cc", "d", "ee"]
print(a.sort(key=len), a)
a.sort(key=len, reverse=True)
print(a)
a.sort(reverse=True)
print(a)
