"""An inner comprehension is evaluated anew for each item of the outer."""
rows = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in rows] for i in range(3)])
print([[j for j in range(i)] for i in range(4)])
