"""match() looks at the beginning only, search() everywhere."""
import re

print(re.match("b", "abc"), re.search("b", "abc").group(0), re.match("a", "abc").group())
print(re.search("x", "abc"), re.match("", "abc").group(0) == "")
