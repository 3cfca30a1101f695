"""The operator % formats bytes into bytes."""
print(b"%d-%s-%x" % (5, b"a", 255), b"%5d|%c" % (1, 65), b"%a" % "x")
