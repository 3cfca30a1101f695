"""A pattern of bytes searches bytes."""
import re

m = re.search(b"b+", b"abbc")
print(m.group(0), re.split(b",", b"p,q"))
