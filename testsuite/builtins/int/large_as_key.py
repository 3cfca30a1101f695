"""Equal large integers made in different ways are the same dict key."""
d = {2 ** 65: "power"}
n = 1
for i in range(65):
    n += n
print(d[n], n in d, -n in d, len({n, 2 ** 65, 1 << 65}))
