"""decode() of bytes that are not UTF-8 raises UnicodeError."""
for b in (b"\xff", b"\xc3", b"a\x80", b"\xc3\xa9"):
    try:
        print(len(b.decode()))
    except UnicodeError:
        print("UnicodeError")
