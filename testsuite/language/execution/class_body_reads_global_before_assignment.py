"""A class body reads a global name until it binds the same name itself."""
x = 1


class A:
    y = x
    x = x + 1
    z = x


print(A.y, A.x, A.z, x)
