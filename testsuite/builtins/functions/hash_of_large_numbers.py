"""A float and a large integer that are equal have equal hashes."""
for n in (2 ** 31, 2 ** 64, -2 ** 70):
    print(hash(n) == hash(float(n)), {n: "found"}.get(float(n)))
