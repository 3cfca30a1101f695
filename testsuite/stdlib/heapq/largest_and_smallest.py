"""nlargest() and nsmallest() give sorted ends, with a key if asked."""
import heapq

print(heapq.nlargest(2, [3, 1, 5, 2]), heapq.nsmallest(2, [3, 1, 5, 2]))
print(heapq.nlargest(1, ["a", "ccc", "bb"], key=len), heapq.heapreplace([1, 2], 5))
