"""A chained comparison evaluates its middle operand once."""
def middle():
    print("evaluated")
    return 2


print(1 < middle() < 3)
print(1 < middle() > 3)
