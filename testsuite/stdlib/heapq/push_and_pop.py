"""heappop() gives the items in order, whatever order they were pushed in."""
import heapq

h = []
for x in (5, 1, 4, 1, 9, 0):
    heapq.heappush(h, x)
print(h[0], [heapq.heappop(h) for i in range(6)])
try:
    heapq.heappop(h)
except IndexError:
    print("IndexError")
