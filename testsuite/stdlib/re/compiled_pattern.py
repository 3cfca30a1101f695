"""A compiled pattern has match(), search() and split() as methods."""
import re

p = re.compile("[a-c]-")
print(p.match("a-b-").group(0), p.search("xb-").group(0), p.split("a-zb-y"), p.match("xa-"))
