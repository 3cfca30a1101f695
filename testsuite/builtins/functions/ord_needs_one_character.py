"""ord() takes a string or bytes of length one only."""
print(ord("x"), ord(b"x"))
for text in ("", "ab", b""):
    try:
        print(ord(text))
    except TypeError:
        print("TypeError")
