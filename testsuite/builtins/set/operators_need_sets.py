"""The operators of sets refuse other iterables."""
a = {1, 2, 3}
for f in (lambda: a | [3], lambda: a & "a", lambda: a - (1,), lambda: [1] - a):
    try:
        print(sorted(f()))
    except TypeError:
        print("TypeError")
