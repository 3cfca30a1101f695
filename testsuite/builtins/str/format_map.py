"""format_map() looks names up in the mapping itself."""
class D(dict):
    def __missing__(self, key):
        return "<" + key + ">"


print("{a} {b}".format_map(D(a=1)))
