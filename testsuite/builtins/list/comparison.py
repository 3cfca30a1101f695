"""Lists compare item by item, also nested, and never equal a tuple."""
print([1, [2, 3]] == [1.0, [2, 3.0]], [1, 2] == (1, 2), [] == [], [[]] != [[], []])
print([1, 2] < [1, 3], [1, [2]] < [1, [2, 0]], [] < [0], [3] >= [2, 9])
