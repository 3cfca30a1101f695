"""Calls, subscripts and attributes chain from left to right without brackets."""
class A:
    def __init__(self):
        self.items = [lambda: {"k": self}]
        self.x = 7


print(A().items[0]()["k"].items[0]()["k"].x)
print("a,b".split(",")[1].upper() + "c"[0])
