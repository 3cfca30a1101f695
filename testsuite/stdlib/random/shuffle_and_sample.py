"""shuffle() reorders a list in place, and sample() takes different items."""
import random

random.seed(1)
a = list(range(6))
print(random.shuffle(a), sorted(a), len(set(random.sample(a, 4))))
