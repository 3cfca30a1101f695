"""Values of unrelated types are unequal, and ordering them raises TypeError."""
print(1 == "1", (1,) == [1], b"a" == "a", None == 0, {} == [])
print(1 != "1", None != False)
for compare in (lambda: 1 < "1", lambda: (1,) < [1], lambda: None < 0, lambda: b"a" < "a"):
    try:
        print(compare())
    except TypeError:
        print("TypeError")
