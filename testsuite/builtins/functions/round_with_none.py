"""round() with None for its digits gives an integer."""
print(round(2.6, None), round(7, None))
