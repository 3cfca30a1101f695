"""fullmatch() needs the whole string."""
import re

print(re.fullmatch("a|ab", "ab").group(0), re.fullmatch("a", "ab"), re.fullmatch("", "") is None)
