"""count(), cycle() and repeat() go on as long as they are asked."""
from itertools import count, cycle, islice, repeat

print(list(islice(count(5, 2), 3)), list(islice(cycle("ab"), 5)), list(repeat(7, 2)))
