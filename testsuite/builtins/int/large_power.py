"""Powers of integers are exact."""
print(3 ** 50, (-7) ** 21, 10 ** 20, 2 ** 100 - 2 ** 99 == 2 ** 99)
print(len(str(7 ** 200)), 7 ** 200 % 10 ** 9)
