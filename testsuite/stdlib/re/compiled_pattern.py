"""A compiled pattern has the functions as methods."""
import re

p = re.compile("([a-c])-")
print(p.match("a-b-").group(1), p.search("xb-").group(0), p.split("a-zb-"))
print(p.match("xa-"), p.sub("+", "a-b-c"))
