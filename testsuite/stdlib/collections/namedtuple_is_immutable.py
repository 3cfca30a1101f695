"""A namedtuple's fields cannot be assigned, and all of them must be given."""
from collections import namedtuple

P = namedtuple("P", ("x", "y"))
try:
    P(1, 2).x = 5
except AttributeError:
    print("AttributeError")
for args in ((1,), (1, 2, 3)):
    try:
        print(P(*args))
    except TypeError:
        print("TypeError")
