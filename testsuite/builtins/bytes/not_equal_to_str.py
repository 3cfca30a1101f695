"""Bytes and strings are never equal and do not mix."""
print(b"a" == "a", b"" == "", b"a" != "a", "a" in [b"a"])
for f in (lambda: b"a" + "b", lambda: "a" in b"a", lambda: b"a".find("a"),
          lambda: b",".join(["a"])):
    try:
        print(f())
    except TypeError:
        print("TypeError")
