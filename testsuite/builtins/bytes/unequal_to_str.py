"""Bytes and strings are never equal."""
print(b"a" == "a", b"" == "", b"a" != "a", "a" in [b"a"], {"a": 1}.get(b"a"))
