"""randint() and randrange() of an empty range raise ValueError."""
import random

for f in (lambda: random.randint(2, 1), lambda: random.randrange(0),
          lambda: random.randrange(5, 5)):
    try:
        print(f())
    except ValueError:
        print("ValueError")
