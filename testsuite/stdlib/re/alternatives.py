"""The first alternative that lets the whole pattern match is taken."""
import re

print(re.match("a|ab", "ab").group(0), re.match("(a|ab)c", "abc").group(1))
print(re.match("(?:x|y)+(z)", "xyxz").group(1), re.match("|a", "a").group(0) == "")
