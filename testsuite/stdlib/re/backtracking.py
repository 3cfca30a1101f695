"""A repetition gives back what the rest of the pattern needs."""
import re

print(re.match("a*ab", "aaab").group(0), re.match("(.*)(b+)", "abb").group(2))
print(re.match("(a|b)*b", "abab").group(1), re.match("(ab?)*c", "aabc").group(1))
