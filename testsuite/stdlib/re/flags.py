"""The flags change how letters, lines and dots match."""
import re

print(re.search("AB", "xab", re.IGNORECASE).group(), re.findall("^.", "a\nb", re.MULTILINE))
print(re.match("a.b", "a\nb", re.DOTALL) is None)
