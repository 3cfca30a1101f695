"""A deque takes and gives items at both ends."""
from collections import deque

d = deque((), 10)
d.append(1)
d.append(2)
d.appendleft(0)
print(len(d), d.popleft(), d.pop(), d.popleft(), len(d), bool(d))
try:
    d.popleft()
except IndexError:
    print("IndexError")
