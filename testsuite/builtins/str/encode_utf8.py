"""encode() gives UTF-8 and decode() reads it back."""
s = "a\xe9\u20ac\U0001f600"
b = s.encode()
print(list(b), b.decode() == s, len(b), "x".encode("utf-8"), str(b"yz", "utf-8"))
