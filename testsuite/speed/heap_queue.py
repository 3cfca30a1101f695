"""One unit is one item pushed to a heap of eight and one popped."""
import heapq


def run(n):
    heap = [1, 5, 2, 8, 9, 3, 4, 11]
    heapq.heapify(heap)
    for i in range(n):
        heapq.heappush(heap, (heap[0] * 7 + 5) % 101)
        heapq.heappop(heap)
    print(sorted(heap))
