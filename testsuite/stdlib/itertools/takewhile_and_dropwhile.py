"""takewhile() and dropwhile() cut where a condition first fails."""
from itertools import dropwhile, takewhile

a = [1, 2, 5, 1]
print(list(takewhile(lambda x: x < 3, a)), list(dropwhile(lambda x: x < 3, a)))
