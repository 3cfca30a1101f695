"""The bases of a class may be any expressions, which are evaluated first."""
def base(x):
    print("base", x)
    return A if x else B


class A:
    pass


class B:
    name = "B"


class C(base(0), base(1)):
    print("body")


print(C.name)
