"""accumulate() gives running sums, or the running results of another function."""
from itertools import accumulate

print(list(accumulate([1, 2, 3])), list(accumulate([3, 1, 4], max)), list(accumulate([])))
