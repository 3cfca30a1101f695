"""match() looks at the beginning only, search() everywhere."""
import re

print(re.match("b", "abc"), re.search("b", "abc").group(0), re.match("a", "abc").group(0))
print(re.search("x", "abc"), repr(re.match("", "abc").group(0)))
