"""pow() with exponent -1 and a modulus gives the inverse, if there is one."""
print(pow(3, -1, 7), pow(38, -1, 97), pow(3, -2, 7))
try:
    print(pow(2, -1, 4))
except ValueError:
    print("ValueError")
