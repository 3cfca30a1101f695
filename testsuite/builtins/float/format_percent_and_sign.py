"""Floats format as percentages, with signs, fills and grouping."""
print("{:.1%} {:%}".format(0.25, 1.5), "{:+.1f} {: .1f}".format(2.0, 2.0))
print("{:*>8.2f}|{:<8.1f}|{:^+9.1f}|{:08.3f}".format(1.5, 1.5, 1.5, -1.5))
