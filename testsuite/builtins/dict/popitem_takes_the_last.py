"""popitem() removes the pair inserted last, and raises KeyError when there is none."""
d = {"a": 1, "b": 2, "c": 3}
d["a"] = 9
print(d.popitem(), d.popitem(), d)
d.clear()
try:
    d.popitem()
except KeyError:
    print("KeyError")
