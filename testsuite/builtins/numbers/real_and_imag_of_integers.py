"""Integers and floats have real and imag, and can be conjugated."""
print((5).real, (5).imag, (2.5).real, (2.5).imag, (7).conjugate(), (True).real)
