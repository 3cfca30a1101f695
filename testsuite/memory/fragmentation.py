"""After blocks of many sizes came and half of them went, a new one can be had."""
import gc


def churn(count):
    x = 1
    kept = [x] * count
    for i in range(count * 4):
        x = x * 75 % 65537
        kept[x % count] = bytearray(x % 144)
    for i in range(0, count, 2):
        kept[i] = None
    gc.collect()
    return kept


def largest(high):
    low = 0
    while high - low > 16:
        half = (low + high) // 2
        try:
            bytearray(half)
            low = half
        except MemoryError:
            high = half
    return low


try:
    free = gc.mem_free()
except AttributeError:
    free = 0
if free >> 24:
    free = 0  # room to grow, which no program fills
kept = churn(free // 200 or 8)
if free:
    free = gc.mem_free()
    print("figure heap_free_bytes", free)
    print("figure largest_free_bytes", largest(free))
print(kept[0], len(bytearray(100)))
