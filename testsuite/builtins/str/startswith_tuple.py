"""startswith() and endswith() take a tuple of candidates."""
print("abc".startswith(("x", "ab")), "abc".endswith(("x", "c")), "abc".startswith(()))
try:
    print("abc".startswith(["ab"]))
except TypeError:
    print("TypeError")
