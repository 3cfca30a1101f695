"""Binary operators other than power associate to the left."""
print(10 - 3 - 2, 100 / 10 / 2, 100 // 7 // 2, 2 * 7 % 4 * 3, 1 << 2 << 3)
