"""A deque can be made of any iterable, iterated and indexed."""
from collections import deque

d = deque("abc", 5)
d.extend([1, 2, 3])
d[0] = "x"
print(list(d), d[0], d[-1], len(d))
