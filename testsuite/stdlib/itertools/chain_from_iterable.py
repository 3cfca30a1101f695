"""chain.from_iterable() flattens one level."""
from itertools import chain

print(list(chain.from_iterable([[1], "ab", [[2]]])))
