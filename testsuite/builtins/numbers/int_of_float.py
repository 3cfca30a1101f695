"""int() of a float drops its fraction, towards zero, at any size."""
print(int(2.75), int(-2.75), int(0.5), int(-0.5), int(1e3))
print(int(float(2 ** 30)), int(float(2 ** 31)), int(-float(2 ** 63)), int(float(2 ** 70)))
