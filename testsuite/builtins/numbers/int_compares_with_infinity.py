"""Every integer is less than infinity."""
inf = float("inf")
print(10 ** 60 < inf, -10 ** 60 > -inf, 10 ** 60 == inf, 5 < inf, -5 > -inf, inf in [2 ** 70])
