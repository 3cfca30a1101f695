"""An instance of a subclass of str is the same key as the equal string."""
class S(str):
    pass


print({"abc": 1}[S("abc")], S("k") in {"k"}, {S("x"): 2}["x"])
