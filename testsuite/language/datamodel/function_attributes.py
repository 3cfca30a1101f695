"""A function takes arbitrary attributes."""
def f():
    return f.count


f.count = 3
f.count += 1
print(f(), f.count, hasattr(f, "other"))
