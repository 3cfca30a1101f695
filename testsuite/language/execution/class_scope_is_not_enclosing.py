"""Names bound in a class body are not visible in its methods."""
x = "global"


class A:
    x = "class"
    seen = x

    def method(self):
        return x, self.x


print(A.seen, A().method())
