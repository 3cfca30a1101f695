"""polar() and rect() convert between coordinates."""
import cmath

r, angle = cmath.polar(3 + 4j)
z = cmath.rect(r, angle)
print(round(r * 1000), round(angle * 1000), round(z.real * 1000), round(z.imag * 1000))
print(round(cmath.phase(1j) * 1000), round(cmath.phase(-1 + 0j) * 1000))
