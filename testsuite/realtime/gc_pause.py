"""A collection keeps what can be reached, however full the heap is."""
import gc

kept = []


def fill(wanted, count):
    while gc.mem_alloc() < wanted:
        kept.append([[i, i] for i in range(count)])


def longest_pause():
    longest = 0
    for i in range(4):
        start = ticks_us()
        gc.collect()
        longest = max(longest, ticks_diff(ticks_us(), start))
    return longest


try:
    from time import ticks_diff, ticks_us
    size = gc.mem_alloc() + gc.mem_free()
except (AttributeError, ImportError):
    size = 0
if size >> 24:
    size = 0  # room to grow, which no program fills
for percent in (25, 50, 75):
    if size:
        gc.collect()
        fill(size // 100 * percent, size // 4096 + 1)
        print("figure gc_pause_%d_us" % percent, longest_pause())
    else:
        kept.append([[0, 0]])
print(len([block for block in kept if block[0] != [0, 0]]))
