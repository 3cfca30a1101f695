"""split() takes its separator and maximum by keyword."""
print("a b c".split(maxsplit=1), "a,b".split(sep=","))
