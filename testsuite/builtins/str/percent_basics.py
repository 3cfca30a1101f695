"""The operator % formats a tuple of values, or one value that is not a tuple."""
print("%s-%s" % (1, "a"), "%s" % [1, 2], "%s" % (None,), "%d%%" % 50)
print("%r %s" % ("a", "a"), "%c%c" % (65, "b"), "%s" % ((1, 2),))
