"""print() shows the str of each argument."""
class A:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


print(A(), [A()], "quo'te", ["quo'te"])
