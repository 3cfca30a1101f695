"""A comparison gives what the method returns, whatever its type."""
class A:
    def __eq__(self, other):
        return "eq"

    def __lt__(self, other):
        return [other]


print(A() == 1, A() < 2)
