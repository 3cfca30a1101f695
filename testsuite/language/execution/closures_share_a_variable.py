"""Closures made in one call share its variables, those of another call do not."""
def make():
    box = [0]

    def add():
        box[0] += 1

    def get():
        return box[0]

    return add, get


add, get = make()
add2, get2 = make()
add()
add()
add2()
print(get(), get2())
