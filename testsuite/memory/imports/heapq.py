# The module heapq can be imported and has heappush.
import heapq

print(hasattr(heapq, "heappush"))
