"""groups() gives all groups as a tuple, and group() several at once."""
import re

m = re.match("(a)(x)?(b)", "ab")
print(m.groups(), m.groups("default"), m.group(1, 3), m[1])
