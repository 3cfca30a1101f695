"""Large integers compare by value with small and large ones."""
a = 2 ** 64
print(a == 2 ** 64, a < a + 1, -a < a, -a - 1 < -a, a > 5, 5 > -a, a != 18446744073709551616)
print(max(a, 1, -a) == a, min(a, 1, -a) == -a, a in [1, 2 ** 64], bool(a), bool(a - a))
