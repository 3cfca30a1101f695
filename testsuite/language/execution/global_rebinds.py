"""global makes a function's assignments and deletions act on the module's names."""
x = 1


def change():
    global x, y
    x = 2
    y = 3


def delete():
    global y
    del y


change()
print(x, y)
delete()
try:
    print(y)
except NameError:
    print("NameError")
