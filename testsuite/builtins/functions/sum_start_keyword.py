"""sum() takes its start value by keyword."""
print(sum(range(5), start=1), sum([], start=7))
