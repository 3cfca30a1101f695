"""group() without an argument is the whole match."""
import re

print(re.search("b(c)", "abcd").group())
