"""The else clause of for runs when the items are exhausted, not after break."""
for stop in (1, 9):
    for i in range(3):
        if i == stop:
            print("break at", i)
            break
    else:
        print("exhausted after", i)
for i in []:
    pass
else:
    print("else without a round")
