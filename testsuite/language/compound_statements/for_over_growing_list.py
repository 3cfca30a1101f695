"""A for loop over a list sees the items appended or removed while it runs."""
a = [1]
for x in a:
    if x < 4:
        a.append(x + 1)
print(a)
seen = []
for x in a:
    seen.append(x)
    a.remove(x)
print(seen, a)
