"""lower() and upper() know letters beyond ASCII, and may change the length."""
print(ascii("\xe9\u03b1".upper()), ascii("\xc9\u0391".lower()), "stra\xdfe".upper())
