"""Infinities and nan format as words under every float format."""
inf = float("inf")
print("{:f} {:e} {:g} {:.1f} {:F}".format(inf, -inf, inf, float("nan"), inf))
print("%f %5.1f|%g" % (inf, inf, -inf), "{:>6}|{:<6}|".format(inf, -inf))
