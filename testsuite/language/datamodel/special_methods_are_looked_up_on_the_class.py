"""Operators and functions ignore a special method stored on the instance."""
class A:
    def __len__(self):
        return 1

    def __call__(self):
        return "class"


a = A()
a.__len__ = lambda: 2
a.__call__ = lambda: "instance"
print(len(a), a(), a.__len__(), a.__call__())
