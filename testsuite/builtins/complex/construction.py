"""complex() takes two numbers or one string."""
for z in (complex(1, 2), complex(), complex(2j), complex(1j, 1j), complex("1+2j"), complex("-j"),
          complex(" 2.5 ")):
    print(z.real, z.imag)
