"""The operator % takes values from a dict by name."""
d = {"a": 1, "b c": "x"}
print("%(a)d %(b c)s %(a)03d" % d)
try:
    print("%(missing)s" % d)
except KeyError:
    print("KeyError")
