"""The format f shows a fixed number of decimals, rounding exact halves to even."""
print("{:.2f} {:.0f} {:.1f} {:f}".format(1.0, 2.5, 0.25, 0.5))
print("%.2f %.0f %5.1f|%-7.2f|%07.2f" % (0.125, 3.5, 2.25, 1.5, -1.5))
