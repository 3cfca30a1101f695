"""Doubling and halving an integer 100 times gives back the integer."""
n = 3
for i in range(100):
    n *= 2
print(n)
for i in range(100):
    n //= 2
print(n)
