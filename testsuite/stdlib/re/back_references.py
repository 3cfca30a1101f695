"""A group's number after a backslash matches what the group matched."""
import re

print(re.search(r"(\w)\1", "abccd").group(), re.search(r"(a)\1", "aba"))
