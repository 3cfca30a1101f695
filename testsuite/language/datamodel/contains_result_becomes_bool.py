"""The operator in turns what __contains__ returns into True or False."""
class A:
    def __contains__(self, item):
        return [item] if item > 1 else ""


print(1 in A(), 2 in A(), 2 not in A())
