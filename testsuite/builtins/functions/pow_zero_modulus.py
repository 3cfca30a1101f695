"""pow() with a modulus of zero raises ValueError."""
try:
    print(pow(2, 3, 0))
except ValueError:
    print("ValueError")
