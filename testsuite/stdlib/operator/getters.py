"""itemgetter(), attrgetter() and methodcaller() make functions for sorting and mapping."""
from operator import attrgetter, itemgetter, methodcaller

print(sorted([(1, "b"), (0, "c"), (2, "a")], key=itemgetter(1)), itemgetter(0, 2)("abc"))
print(attrgetter("real")(5), methodcaller("split", ",")("a,b"))
