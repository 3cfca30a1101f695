"""A collection keeps all that can be reached, also through a cycle."""
import gc

a = [1, "two", (3.0, b"four")]
a.append({"self": a})
for i in range(20):
    junk = [i] * 20
gc.collect()
print(a[0], a[1], a[2], a[3]["self"] is a)
