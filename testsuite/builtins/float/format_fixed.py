"""The format f shows a fixed number of decimals, six unless told."""
print("{:.2f} {:.0f} {:.1f} {:f}".format(1.0, 2.75, 0.75, 0.5))
print("%.2f %.0f %5.1f|%-7.2f|%07.2f" % (0.25, 3.75, 2.75, 1.5, -1.5))
