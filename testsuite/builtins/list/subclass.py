"""A subclass of list adds methods and overrides, and works like a list."""
class Stack(list):
    def push(self, x):
        self.append(x)

    def append(self, x):
        super().append(x * 10)


s = Stack([1])
s.push(2)
s += [3]
print(s, len(s), s[-1], s == [1, 20, 3], isinstance(s, list), type(s[:]) is list)
