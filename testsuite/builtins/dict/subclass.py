"""A subclass of dict may override the subscript and still reach the dict's own."""
class D(dict):
    def __getitem__(self, key):
        return "got " + str(dict.get(self, key))

    def __setitem__(self, key, value):
        dict.__setitem__(self, key, value + 1)


d = D()
d["b"] = 1
print(d["b"], d["z"], dict.__getitem__(d, "b"), len(d), list(d), isinstance(d, dict))
