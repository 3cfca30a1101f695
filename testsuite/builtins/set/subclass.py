"""A subclass of set may override add()."""
class Lower(set):
    def add(self, item):
        set.add(self, item.lower())


s = Lower()
s.add("A")
s.add("a")
s.add("B")
print(sorted(s), len(s), "a" in s, isinstance(s, set))
