"""A raw string keeps its backslashes, also the one that hides a quote."""
print(len(r"\n"), repr(r"\n"))
print(len(r"\""), [ord(c) for c in r"\""])
print(r"a\\b" == "a\\\\b")
