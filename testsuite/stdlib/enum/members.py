"""Members of an Enum are single objects, found by value and by name."""
from enum import Enum


class Colour(Enum):
    red = 1
    blue = 2


print(Colour(1) is Colour.red, Colour["blue"] is Colour.blue, Colour.red == 1, Colour.blue.name)
print([c.value for c in Colour], len(Colour))
