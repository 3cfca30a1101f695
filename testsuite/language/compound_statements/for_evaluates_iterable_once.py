"""A for loop evaluates its iterable once, before the first round."""
def items():
    print("evaluated")
    return [1, 2]


x = [5, 6]
for x in x:
    print(x)
for i in items():
    print(i)
