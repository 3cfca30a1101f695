"""Single underscores may separate the digits of an integer literal and follow its prefix."""
print(1_000_000, 1_2_3)
print(0x_ff, 0b1010_1010, 0o_7)
