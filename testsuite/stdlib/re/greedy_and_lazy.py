"""Repetitions take as much as they can, or with a question mark as little."""
import re

s = "<a><b>"
print(re.match("<.*>", s).group(0), re.match("<.*?>", s).group(0))
print(re.match("a+?", "aaa").group(0), re.match("a??", "a").group(0) == "")
print(re.match("(a*)(a*)", "aaa").group(1), re.match("(a*?)(a*)", "aaa").group(2))
