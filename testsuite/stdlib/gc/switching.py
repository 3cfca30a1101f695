"""gc.isenabled() follows enable() and disable(), and collect() gives a number."""
import gc

gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), gc.collect() >= 0)
