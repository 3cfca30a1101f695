"""A bool formats as a word, and as a number where a numeric format asks for one."""
print(str(True), repr(False), "%s %d" % (True, True), "{} {:d} {:5d}|".format(True, True, False))
print(int(True), float(True), int("1") is True)
