"""get() leaves the dict alone, setdefault() inserts what is missing."""
d = {"a": None}
print(d.get("a", 1), d.get("b", 1), d.get("b"), d)
print(d.setdefault("a", 1), d.setdefault("b", 2), d.setdefault("b", 3), d.setdefault("c"))
print(sorted(d), d["b"], d["c"])
