"""A backslash takes their meaning from special characters."""
import re

print(re.match(r"\(\.\*\)", "(.*)").group(0), re.search(r"\\b", "a\\b").group(0))
print(re.match("a\\+\\?", "a+?").group(0), re.search(r"\$\^", "x$^").group(0))
