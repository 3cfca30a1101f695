"""find() and rfind() search between bounds that work like those of a slice."""
s = "abcabc"
print(s.find("b"), s.find("b", 2), s.find("b", 2, 4), s.find("b", -2), s.find("z"))
print(s.rfind("b"), s.rfind("b", 0, 4), s.rfind("c", 0, -1), s.rfind("z"))
