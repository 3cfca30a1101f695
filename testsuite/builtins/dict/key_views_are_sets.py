"""Views of keys and items have the operators of sets."""
a = {"a": 1, "b": 2}
b = {"b": 2, "c": 3}
print(sorted(a.keys() & b.keys()), sorted(a.keys() | b.keys()), sorted(a.keys() - b.keys()))
print(sorted(a.items() & b.items()), sorted(a.keys() ^ {"a", "z"}))
print(a.keys() == {"b", "a"}, a.keys() <= {"a", "b", "c"})
