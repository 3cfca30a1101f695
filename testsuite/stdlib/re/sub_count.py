"""sub() replaces at most as often as it is told."""
import re

print(re.sub("a", "x", "aaaa", count=2), re.sub("a", "x", "aaaa", count=0))
