"""Every integer is less than infinity, and no comparison with nan is true."""
inf = float("inf")
nan = float("nan")
print(10 ** 60 < inf, -10 ** 60 > -inf, 10 ** 60 == inf)
print(5 < nan, 5 > nan, 5 == nan, 5 != nan)
