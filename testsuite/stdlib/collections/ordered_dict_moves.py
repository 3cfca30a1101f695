"""An OrderedDict can move a key to either end and pop from either."""
from collections import OrderedDict

d = OrderedDict(zip("abc", range(3)))
d.move_to_end("a")
d.move_to_end("c", last=False)
print(list(d), d.popitem(last=False), list(reversed(d)))
