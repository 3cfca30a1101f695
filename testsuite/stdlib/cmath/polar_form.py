"""polar() and rect() convert between coordinates."""
import cmath

r, angle = cmath.polar(3 + 4j)
z = cmath.rect(r, angle)
print(round(r, 4), round(angle, 3), round(z.real, 3), round(z.imag, 3))
print(round(cmath.phase(1j), 3), round(cmath.phase(-1 + 0j), 3))
