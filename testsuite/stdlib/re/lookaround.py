"""Look-ahead and look-behind match without consuming."""
import re

print(re.search("a(?=b)", "acab").start(), re.search("a(?!c)", "acab").start())
print(re.search("(?<=c)a", "acab").group(), re.sub("(?<!x)y", "-", "xyzy"))
