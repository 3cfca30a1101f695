"""A field may name items of its value."""
print("{[k]}-{t[0]}-{t[1][1]}".format({"k": 5}, t=(7, "ab")))
