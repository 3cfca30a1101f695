"""A pattern of bytes searches bytes."""
import re

print(re.search(b"b+", b"abbc").group(0), re.match(b"(a)", b"ab").group(1))
