"""suppress() ends its block at the exceptions it names."""
from contextlib import suppress

with suppress(KeyError, ValueError):
    print("before")
    {}["k"]
    print("after")
print("next")
