"""A complex number's repr has brackets unless its real part is zero."""
print(1j, 1 + 2j, 1.5 - 0.5j, 0j, complex(1), [2.5j], str(-1 - 1j))
