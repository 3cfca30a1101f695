"""pop() removes a key and gives its value, or the default, or raises KeyError."""
d = {"a": 1, "b": 2}
print(d.pop("a"), d.pop("a", "default"), d.pop("x", None), d)
try:
    d.pop("a")
except KeyError as e:
    print("KeyError", e.args)
