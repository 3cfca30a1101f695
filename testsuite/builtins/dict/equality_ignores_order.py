"""Dicts are equal if they have equal values for the same keys, in any order."""
print({"a": 1, "b": 2} == {"b": 2.0, "a": True}, {"a": 1} == {"a": 1, "b": 2}, {} == {})
print({"a": [1]} != {"a": [2]}, {1: 2} == {1: "2"})
try:
    {} < {1: 2}
except TypeError:
    print("TypeError")
