"""The formats e and g show an exponent, g only where it is shorter."""
print("{:e} {:.2e} {:E}".format(1024.0, 0.03, 1.0))
print("{:g} {:g} {:g} {:g} {:.3g}".format(1.0, 1000000.0, 0.5, 100000.0, 1024.0))
