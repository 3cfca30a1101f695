"""Complex numbers are equal by value, also to reals, and have no order."""
print(1 + 0j == 1, 2j == 2j, 2j != 2, 0j == False, bool(0j), bool(1j))
try:
    print(1j < 2j)
except TypeError:
    print("TypeError")
