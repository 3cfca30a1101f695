"""gc.collect() returns a number."""
import gc

print(gc.collect() >= 0)
