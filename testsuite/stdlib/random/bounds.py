"""randint() includes both bounds, randrange() and random() exclude the upper."""
import random

random.seed(1)
print(sorted(set([random.randint(1, 3) for i in range(60)])))
print(sorted(set([random.randrange(0, 6, 2) for i in range(60)])))
print(all([0.0 <= random.random() < 1.0 for i in range(20)]), random.getrandbits(4) < 16)
