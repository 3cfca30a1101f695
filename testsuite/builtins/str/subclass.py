"""A subclass of str keeps its class; what its methods make are plain strings."""
class S(str):
    def shout(self):
        return self.upper() + "!"


s = S("abc")
print(s, s.shout(), s == "abc", len(s), isinstance(s, str), type(s + "d") is str)
print({"abc": 1}[s], s[1:], "-".join([s, s]))
