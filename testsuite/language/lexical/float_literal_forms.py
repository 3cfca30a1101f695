"""A float literal needs digits on one side of its point only, and may start with zeros."""
print(1., .5, 00.25, 010.)
print(5e-1, 1E3, 2.5e+1, 1e0)
