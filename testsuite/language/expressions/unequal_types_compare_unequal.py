"""Values of unrelated types are unequal."""
print(1 == "1", (1,) == [1], b"a" == "a", None == 0, {} == [], "" == None)
print(1 != "1", None != False, [] != ())
