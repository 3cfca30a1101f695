"""A Counter counts items, gives zero for others, and adds and subtracts."""
from collections import Counter

c = Counter("abracadabra")
print(c["a"], c["z"], c.most_common(1), sum(c.values()), sorted(Counter(x=2).elements()))
c.update("zz")
print(c["z"], (c - Counter("aaaaa"))["a"], (c & Counter("ab"))["a"])
