"""The operator in finds substrings, and accepts strings only."""
print("bc" in "abcd", "ac" in "abcd", "" in "a", "a" not in "b")
try:
    print(1 in "123")
except TypeError:
    print("TypeError")
