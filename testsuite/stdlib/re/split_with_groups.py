"""split() keeps what groups in the pattern matched."""
import re

print(re.compile("(,)").split("a,b"), re.compile("(-)|(;)").split("a-b;c"))
