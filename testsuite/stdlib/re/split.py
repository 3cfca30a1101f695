"""split() cuts at matches, at most as often as it is told."""
import re

print(re.split(",", "a,b,,c"), re.split("[,;]", "a,b;c", maxsplit=1), re.split("x", "abc"))
