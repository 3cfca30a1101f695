"""A function that calls itself without end stops with an exception that can be caught."""
import sys

depth = [0]


def fall():
    depth[0] += 1
    fall()


try:
    fall()
except (RuntimeError, MemoryError):
    print("caught")
if sys.implementation.name != "cpython":
    print("figure depth_calls", depth[0])
