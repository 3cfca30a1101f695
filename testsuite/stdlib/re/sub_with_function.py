"""sub() calls a function for each replacement, as often as count says."""
import re

print(re.sub(r"\d+", lambda m: str(int(m.group(0)) * 2), "a1b22c"))
print(re.sub("a", "x", "aaaa", count=2))
