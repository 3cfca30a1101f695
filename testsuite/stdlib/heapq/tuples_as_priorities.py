"""A heap of tuples is ordered by the first items, then by the next."""
import heapq

h = []
for item in ((2, "b"), (1, "z"), (2, "a"), (1, "c")):
    heapq.heappush(h, item)
print([heapq.heappop(h)[1] for i in range(4)])
