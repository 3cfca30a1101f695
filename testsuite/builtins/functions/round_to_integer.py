"""round() without digits gives an integer, and with digits a number of the same type."""
print(round(2.6), round(2.6, 0), round(7), round(7, 2), round(-1.2), round(2.75, 1))
