"""int() of None, a list or a complex number raises TypeError."""
for x in (None, [], 1j, (1,)):
    try:
        print(int(x))
    except TypeError:
        print("TypeError")
print(int(), int(True), int(3.0))
