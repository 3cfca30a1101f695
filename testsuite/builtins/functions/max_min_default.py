"""max() and min() of nothing give the default, or raise ValueError without one."""
print(max([], default="d"), min((), default=None), max([3], default=9))
for f in (max, min):
    try:
        f([])
    except ValueError:
        print("ValueError")
