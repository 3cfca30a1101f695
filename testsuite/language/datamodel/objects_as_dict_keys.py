"""Objects with equal hashes that compare equal are one and the same dict key."""
class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self.value == other.value


d = {Key("a"): 1, Key("b"): 2}
d[Key("a")] = 3
print(len(d), d[Key("a")], d[Key("b")], Key("c") in d)
