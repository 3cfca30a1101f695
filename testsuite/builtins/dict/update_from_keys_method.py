"""update() and dict() treat any object with keys() as a mapping."""
class M:
    def keys(self):
        return ["a", "b"]

    def __getitem__(self, key):
        return key * 2


d = {"a": 1}
d.update(M())
print(d, dict(M()))
