"""zip() with strict=True raises ValueError if the lengths differ."""
print(list(zip("ab", [1, 2], strict=True)))
try:
    print(list(zip("ab", [1], strict=True)))
except ValueError:
    print("ValueError")
