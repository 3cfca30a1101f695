"""A raw f-string keeps its backslashes and still replaces fields."""
n = 2
print(rf"\n{n}\{n}", fr"\t{n}" == "\\t2")
print(f"\x41{n}\x42")
