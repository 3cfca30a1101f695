"""A dict subclass's __missing__ supplies a value for a subscript, but not for get()."""
class D(dict):
    def __missing__(self, key):
        return "no " + key


d = D(a=1)
print(d["a"], d["b"], d.get("b"), "b" in d, len(d))
