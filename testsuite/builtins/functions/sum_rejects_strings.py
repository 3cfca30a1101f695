"""sum() of strings raises TypeError even with a string to start from."""
for start in (0, ""):
    try:
        print(sum(["a", "b"], start))
    except TypeError:
        print("TypeError")
