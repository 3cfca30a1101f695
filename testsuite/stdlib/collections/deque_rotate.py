"""rotate() moves items from one end of a deque to the other."""
from collections import deque

d = deque([1, 2, 3, 4])
d.rotate(1)
print(list(d))
d.rotate(-2)
d.extendleft("ab")
print(list(d), d == deque(list(d)), d)
