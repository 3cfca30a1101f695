"""A program that has done nothing yet finds this much of the heap and stack in use."""
import gc

gc.collect()
print("idle")
try:
    used = gc.mem_alloc()
    free = gc.mem_free()
    print("figure idle_bytes", used)
    if not free >> 24:  # else it is room to grow
        print("figure heap_free_bytes", free)
    from micropython import stack_use
    print("figure stack_bytes", stack_use())
except (AttributeError, ImportError):
    pass
