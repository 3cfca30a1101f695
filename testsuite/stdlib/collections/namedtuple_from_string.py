"""A namedtuple's fields may be given as one string, with spaces or commas."""
from collections import namedtuple

print(namedtuple("P", "x y")(1, 2), namedtuple("Q", "a, b")(b=1, a=2).a)
