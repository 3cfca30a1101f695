"""A j or J after digits makes a complex number without a real part."""
for z in (2j, 0.5J, 1e1j, 010j):
    print(z.real, z.imag)
