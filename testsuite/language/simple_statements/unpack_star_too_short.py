"""A starred target still needs an item for each of its neighbours."""
for value in ("a", "ab", "abc"):
    try:
        a, *b, c = value
        print(a, b, c)
    except ValueError:
        print("ValueError")
