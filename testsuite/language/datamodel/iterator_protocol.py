"""A for statement calls __iter__ once and __next__ until StopIteration."""
class Count:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        print("iter")
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration
        return self.n


for i in Count():
    print(i)
print(list(Count()))
