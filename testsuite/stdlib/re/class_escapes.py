"""The escapes d, w and s match digits, word characters and spaces, in capitals all others."""
import re

s = "ab_1 \t-2"
for pattern in (r"\d", r"\w+", r"\s+", r"\D+", r"\W+", r"\S+", r"[\d_]+", r"[^\s\w]"):
    print(pattern, repr(re.search(pattern, s).group(0)))
