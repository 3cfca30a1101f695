"""A backslash takes their meaning from special characters."""
import re

print(re.match(r"\(\.\*\)", "(.*)").group(0), re.search(r"\\", "a\\b").start())
print(re.match("a\\+\\?", "a+?").group(0), re.search(r"\$\^", "x$^").group(0))
