"""sort() orders in place, also by a key and in reverse, and returns None."""
a = ["bbb", "a", "cc"]
print(a.sort(), a)
print(a.sort(key=len), a)
print(a.sort(reverse=True), a)
