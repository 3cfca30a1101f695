"""A set comprehension collects each value once."""
print(sorted({x % 3 for x in range(10)}), len({c for c in "hello"}))
