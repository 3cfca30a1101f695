"""lower() and upper() know letters beyond ASCII, and may change the length."""
print([ord(c) for c in "\xe9\u03b1".upper()], [ord(c) for c in "\xc9\u0391".lower()])
print("stra\xdfe".upper())
