"""Arithmetic with infinities gives infinities, zero or nan."""
inf = float("inf")
print(inf + 1, -inf * 2, inf * -1, 1 / inf, -1 / inf, inf - inf, inf * 0, inf / inf)
print(inf == inf + 1, -inf < inf, abs(-inf), inf ** 0, inf ** -1)
