"""A float that is exact in few digits shows just those, and always a point."""
print(1.0, 0.5, -2.25, 100.0, 1234.5, 0.015625, 65536.0)
