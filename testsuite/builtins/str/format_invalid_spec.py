"""A specification that does not suit its value raises ValueError."""
for value, spec in ((1, "s"), ("a", "d"), (1.5, "x"), ("a", "+"), (1, ".2")):
    try:
        print(format(value, spec))
    except ValueError:
        print("ValueError")
