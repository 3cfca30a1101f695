"""The operator in finds an object by identity even if it is not equal to itself."""
class Never:
    def __eq__(self, other):
        return False


x = Never()
print(x == x, x in [x], x in (1, x), x in {1: x}.values())
print(Never() in [x], [x] == [x], [x] == [Never()])
