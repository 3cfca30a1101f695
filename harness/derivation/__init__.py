"""The deriver: CPython's own test methods as straight-line programs.

This room runs inside the reference interpreter, in a process of its own for every test module, so
it imports the standard library and itself and nothing else.
"""
