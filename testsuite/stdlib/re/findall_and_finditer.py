"""findall() gives the matches, or their groups if there are any."""
import re

print(re.findall(r"\d+", "a1b22"), re.findall(r"(\w)=(\d)", "a=1,b=2"), re.findall("(a)|b", "ab"))
print([m.start() for m in re.finditer("a", "banana")])
