"""bisect_left() and bisect_right() differ where the item is present."""
import bisect

a = [1, 2, 2, 4]
print(bisect.bisect_left(a, 2), bisect.bisect_right(a, 2), bisect.bisect(a, 0), bisect.bisect(a, 9))
bisect.insort(a, 3)
print(a)
