"""A dict keeps insertion order as it grows and after deletions."""
d = {}
for i in range(40):
    d[i * 7 % 41] = i
for i in range(0, 40, 2):
    del d[i * 7 % 41]
print(list(d.values()) == list(range(1, 40, 2)), list(d)[:6], len(d))
