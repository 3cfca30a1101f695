"""The operator | merges two dicts, the right one winning, and |= takes pairs as well."""
a = {"a": 1, "b": 2}
b = {"b": 3, "c": 4}
print(a | b, b | a, a)
a |= [("z", 0)]
print(a)
try:
    print(b | [("z", 0)])
except TypeError:
    print("TypeError")
