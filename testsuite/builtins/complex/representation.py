"""A complex number's repr has brackets if it has a real part, which may be zero and negative."""
print(1j, -1j, 1 + 2j, 1.5 - 0.5j, 0j, complex(1), complex(-0.0, 1))
