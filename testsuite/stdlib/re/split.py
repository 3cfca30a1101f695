"""split() cuts at matches, at most as often as it is told, and keeps groups."""
import re

print(re.split(",", "a,b,,c"), re.split("[,;]", "a,b;c", maxsplit=1), re.split("x", "abc"))
print(re.split("(,)", "a,b"))
