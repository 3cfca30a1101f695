"""None, False, zeros and empty containers are false, and everything else is true."""
print([bool(x) for x in (None, False, 0, 0.0, "", b"", (), [], {}, range(0))])
print([bool(x) for x in (" ", "0", b"\x00", (0,), [[]], {0: 0}, range(1), -1, 0.5, len)])
