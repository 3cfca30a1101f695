"""round() to some digits gives the float that a literal of that many digits would."""
print(round(0.69314, 3) == 0.693, round(2.34567, 2) == 2.35, round(1.1, 1) == 1.1)
print(round(0.69314, 3), round(123.456, 1), round(-0.0625, 3))
