"""The else clause of while runs when its condition is false, not after break."""
n = 0
while n < 2:
    n += 1
else:
    print("else", n)
while n:
    n -= 1
    if n == 1:
        break
else:
    print("not here")
print(n)
while False:
    pass
else:
    print("else without a round")
