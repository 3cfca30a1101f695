"""The operands of binary operators are evaluated from left to right."""
def n(x):
    log.append(x)
    return x


log = []
print(n(1) + n(2) * n(3) - n(4), log)
log = []
print(n(2) ** n(3) ** n(0), log)
