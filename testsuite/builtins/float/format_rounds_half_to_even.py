"""A float halfway between two decimals formats as the even one."""
print("{:.0f} {:.0f} {:.1f} {:.2f}".format(2.5, 3.5, 0.25, 0.375))
print("%.0f %.1f %.2f %.2e" % (0.5, 0.75, 0.125, 0.03125))
