"""int() takes the bases 0 and 2 to 36 only, and a base only with a string."""
for base in (1, 37, -2, 36):
    try:
        print(int("10", base))
    except ValueError:
        print("ValueError")
try:
    print(int(10, 16))
except TypeError:
    print("TypeError")
