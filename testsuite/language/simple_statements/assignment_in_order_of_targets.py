"""In a tuple target each name is stored before the next target is evaluated."""
i = 0
items = [0, 0, 0]
i, items[i] = 2, "two"
print(i, items)
x = [0, 1, 2]
j = 0
j = x[j] = 1
print(j, x)
