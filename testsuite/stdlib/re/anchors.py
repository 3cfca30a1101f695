"""The anchors match at the beginning and at the end of the string."""
import re

print(re.search("^b", "ab"), re.search("b$", "ab").group(0), re.search("a$", "ab"))
print(re.search("^$", "").group(0) == "", re.search("^ab$", "ab").group(0))
