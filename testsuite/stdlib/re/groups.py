"""group() gives what a pair of brackets matched, None for one that took no part."""
import re

m = re.match("(a)(b)?(c(d))", "acd")
print(m.group(0), m.group(1), m.group(2), m.group(3), m.group(4))
try:
    m.group(5)
except IndexError:
    print("IndexError")
