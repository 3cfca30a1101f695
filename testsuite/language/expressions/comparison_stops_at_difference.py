"""Comparing sequences looks at no item after the first that differs."""
print((1, "a") < (2, 5), [1, None] > [0, 3])
try:
    print((1, "a") < (1, 5))
except TypeError:
    print("TypeError")
