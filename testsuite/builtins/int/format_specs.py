"""Integers format in several bases, with sign, fill, alignment and prefix."""
print([format(-255, s) for s in ("d", "x", "X", "o", "b", "#x", "#b")])
print("{:+d}|{: d}|{:08d}|{:<6d}|{:^6d}|{:>6d}|{:=+6d}|".format(5, 5, -5, 5, 5, 5, 5))
