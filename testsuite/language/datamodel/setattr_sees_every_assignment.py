"""__setattr__ is called for each assignment to an attribute, also in __init__."""
log = []


class A:
    def __init__(self):
        self.x = 1

    def __setattr__(self, name, value):
        log.append((name, value))


a = A()
a.y = 2
print(log, hasattr(a, "x"), hasattr(a, "y"))
