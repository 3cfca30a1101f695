"""Adjacent literals are joined before an attribute is looked up or an operator applied."""
print("a" "b".upper())
print("x" "y" * 2)
print("%s" "%s" % (1, 2))
