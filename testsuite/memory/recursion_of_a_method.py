"""A method that calls itself without end stops with an exception that can be caught."""
import sys


class Diver:
    depth = 0

    def fall(self, step):
        self.depth += step
        self.fall(step)


diver = Diver()
try:
    diver.fall(1)
except (RuntimeError, MemoryError):
    print("caught")
if sys.implementation.name != "cpython":
    print("figure depth_calls", diver.depth)
