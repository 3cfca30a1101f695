"""Integers format in several bases, with sign, fill, alignment and prefix."""
for text in ("{:d}", "{:x}", "{:X}", "{:o}", "{:b}", "{:#x}", "{:#b}"):
    print(text.format(-255))
print("{:+d}|{: d}|{:08d}|{:<6d}|{:^6d}|{:>6d}|{:=+6d}|".format(5, 5, -5, 5, 5, 5, 5))
