"""A chained comparison evaluates nothing after its first false link."""
def value(n):
    print("value", n)
    return n


print(value(3) < value(2) < value(1))
print(1 < 3 > 2 != 5 == 5, 1 == 1 in [1], False == False in [False])
