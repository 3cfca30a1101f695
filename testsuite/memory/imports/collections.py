# The module collections can be imported and has namedtuple.
import collections

print(hasattr(collections, "namedtuple"))
