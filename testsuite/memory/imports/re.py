# The module re can be imported and has match.
import re

print(hasattr(re, "match"))
