"""Length, indices, slices and search of a string count characters, not bytes."""
s = "a\xe9\u20ac\U0001f600z"
print(len(s), s[4], ord(s[2]), s.find("z"), s.index("\u20ac"), [ord(c) for c in s[1:3]])
print([ord(c) for c in s], len(s[-2:]))
