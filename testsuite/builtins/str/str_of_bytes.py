"""str() of bytes without an encoding gives their repr."""
print(str(b"a"), str(b"") == "b''", "%s" % b"x", len(str(b"ab")))
