"""sub() replaces empty matches as well."""
import re

print(re.sub("b*", "-", "abc"), re.sub("x*", "-", "abc"))
