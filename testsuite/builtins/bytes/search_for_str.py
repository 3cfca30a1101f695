"""Searching bytes for a string raises TypeError."""
for f in (lambda: "a" in b"a", lambda: b"a".find("a"), lambda: b"a".split("a"),
          lambda: "a" in bytearray(b"a"), lambda: b"a" in "a"):
    try:
        print(f())
    except TypeError:
        print("TypeError")
