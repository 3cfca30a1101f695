"""as_integer_ratio() gives the exact fraction in lowest terms."""
for x in (0.5, -2.25, 3.0, 0.0, 0.15625):
    print(x.as_integer_ratio())
