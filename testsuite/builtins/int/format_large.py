"""Large integers format like small ones."""
print("{:x} {:o}".format(2 ** 70, 2 ** 64), "%d %x" % (-2 ** 70, 2 ** 66))
print("{:+}|{:>30}|{:030d}".format(2 ** 65, -2 ** 65, 2 ** 65))
