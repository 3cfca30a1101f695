"""chain() goes through iterables one after the other, lazily."""
from itertools import chain

print(list(chain("ab", [], (1,))), next(chain([5], 5)))
