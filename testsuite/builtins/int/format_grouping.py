"""A comma or underscore in an integer's format groups its digits."""
print("{:,}".format(1234567), "{:_}".format(-1234567), "{:,}".format(123))
print("{:_x}".format(0xABCDEF12), "{:012,d}".format(1234567))
