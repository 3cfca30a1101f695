"""join() takes any iterable of strings, and of strings only."""
print(",".join(["a", "b"]), "-".join("xyz"), "".join(c + c for c in "ab"), ",".join({"k": 1}))
print(repr(",".join([])), ",".join(["alone"]))
try:
    print(",".join(["a", 1]))
except TypeError:
    print("TypeError")
