"""A dot matches any character but a line end."""
import re

print(re.match(".*", "ab\ncd").group(0), re.match("a.b", "a\nb"), re.match("a.b", "a\tb") is None)
