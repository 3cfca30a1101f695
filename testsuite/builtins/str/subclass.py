"""A subclass of str adds methods; what its operators make are plain strings."""
class S(str):
    def shout(self):
        return self.upper() + "!"


s = S("abc")
print(s, s.shout(), s == "abc", len(s), isinstance(s, str), type(s + "d") is str, s[1:])
