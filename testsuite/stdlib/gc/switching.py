"""gc.isenabled() follows enable() and disable()."""
import gc

gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
