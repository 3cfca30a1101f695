"""The clauses of a comprehension nest from left to right, like statements."""
print([(i, j) for i in range(4) if i % 2 for j in range(i) if j != 1])
print([x for row in [[1, 2], [], [3]] for x in row])
