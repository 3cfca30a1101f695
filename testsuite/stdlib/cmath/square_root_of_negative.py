"""cmath.sqrt() of a negative number is imaginary."""
import cmath

for x in (-4, 4, -0.25):
    z = cmath.sqrt(x)
    print(round(z.real * 1000), round(z.imag * 1000))
