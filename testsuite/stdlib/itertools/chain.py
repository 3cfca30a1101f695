"""chain() goes through iterables one after the other, lazily."""
from itertools import chain

print(list(chain("ab", [], (1,))), list(chain.from_iterable([[1], [2, 3]])))
print(next(chain([5], 5)))
