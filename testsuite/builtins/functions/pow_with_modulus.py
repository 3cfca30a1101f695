"""pow() with three arguments gives a remainder with the sign of the modulus."""
print(pow(3, 5, 7), pow(-3, 5, 7), pow(3, 5, -7), pow(2, 0, 1), pow(5, 1, 5))
print(pow(2, 100, 1000000007), pow(2 ** 40 + 1, 2 ** 40, 97))
