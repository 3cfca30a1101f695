"""A deque with a maximum length drops items from the other end."""
from collections import deque

d = deque((), 3)
for i in range(5):
    d.append(i)
print([d.popleft() for i in range(len(d))])
