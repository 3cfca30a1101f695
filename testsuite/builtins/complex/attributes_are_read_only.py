"""The parts of a complex number cannot be assigned."""
z = 1 + 2j
try:
    z.real = 5
    print("set")
except AttributeError:
    print("AttributeError")
print(z.real, z.imag)
