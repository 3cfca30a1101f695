"""A closing bracket that comes first in a class stands for itself."""
import re

print(re.search("[]x]+", "a]x").group(0), re.search("[^]a]+", "a]x").group(0))
