"""A pattern that is not valid raises re.error."""
import re

for pattern in ("(", "[a", "*", "a)", "(?P<1>a)"):
    try:
        re.compile(pattern)
        print("accepted")
    except re.error:
        print("re.error")
