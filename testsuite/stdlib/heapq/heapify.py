"""heapify() orders a list in place so that no parent is greater than its children."""
import heapq

h = [5, 3, 8, 1, 9, 2, 7]
print(heapq.heapify(h), h[0])
print(all([h[i] <= h[j] for i in range(3) for j in (2 * i + 1, 2 * i + 2)]), sorted(h))
