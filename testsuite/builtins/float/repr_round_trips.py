"""float() of a float's repr gives back the float."""
for x in (0.1, 1 / 3, 2 / 3, 1e-7, 123456.789, -1.1, 3.14159265358979):
    print(float(repr(x)) == x, eval(repr(x)) == x)
