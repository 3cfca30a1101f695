"""Complex numbers add, multiply and divide as pairs of floats."""
a = 3 + 4j
b = 1 - 2j
for z in (a + b, a - b, a * b, (a * b) / b, -a, a + 1, 2 * b, a / 2):
    print(z.real, z.imag)
