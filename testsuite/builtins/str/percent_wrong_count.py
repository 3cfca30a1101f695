"""Too many or too few values for the operator % raise TypeError."""
for text, values in (("%s", ()), ("%s %s", (1,)), ("%s", (1, 2)), ("no", 5), ("%d", ("1",))):
    try:
        print(text % values)
    except TypeError:
        print("TypeError")
