"""Groups may have names."""
import re

m = re.match("(?P<first>a+)(?P<rest>.*)", "aab")
print(m.group("first"), m.groupdict())
