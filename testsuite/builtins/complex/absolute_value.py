"""abs() of a complex number is its distance from zero, and conjugate() mirrors it."""
z = 3 - 4j
print(abs(z), z.conjugate().imag, (z * z.conjugate()).real, abs(-5j))
