"""StopIteration carries one value, None if it is made without."""
for e in (StopIteration(), StopIteration(5), StopIteration(1, 2)):
    print(e.value, e.args)
