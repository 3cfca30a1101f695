"""int() of None, a list or a tuple raises TypeError."""
for x in (None, [], (1,), {}):
    try:
        print(int(x))
    except TypeError:
        print("TypeError")
print(int(), int(True), int(3.0))
