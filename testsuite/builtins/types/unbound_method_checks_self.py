"""A method called through its type refuses an object of another type."""
for f in (lambda: str.upper(5), lambda: list.append((), 1), lambda: dict.get([], 1)):
    try:
        print(f())
    except TypeError:
        print("TypeError")
