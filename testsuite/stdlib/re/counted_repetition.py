"""Braces repeat a number of times between two bounds."""
import re

for pattern in ("a{2}", "a{1,3}", "a{2,}", "a{,1}", "a{2,3}?"):
    print(pattern, re.match(pattern, "aaaa").group(0))
