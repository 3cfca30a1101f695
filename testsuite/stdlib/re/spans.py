"""start(), end() and span() tell where a group matched."""
import re

m = re.search("b(c)?(x)?", "abcd")
print(m.start(), m.end(), m.span(), m.span(1), m.span(2))
