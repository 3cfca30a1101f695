"""A deque without a maximum length grows, and maxlen tells the maximum."""
from collections import deque

d = deque()
for i in range(5):
    d.append(i)
print(len(d), d.maxlen, deque((), 3).maxlen)
