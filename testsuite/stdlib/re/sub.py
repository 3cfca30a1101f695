"""sub() replaces each match, with groups named by number."""
import re

print(re.sub("a", "x", "banana"), re.sub(r"(\w)(\d)", r"\2\1", "a1 b2"), re.sub("z", "", "abc"))
print(re.sub("a", r"\g<0>!", "ba"))
