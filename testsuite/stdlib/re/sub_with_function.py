"""sub() calls a function for each replacement."""
import re

print(re.sub(r"\d+", lambda m: str(int(m.group(0)) * 2), "a1b22c"))
