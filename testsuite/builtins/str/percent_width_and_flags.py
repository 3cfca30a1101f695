"""The operator % takes a width, flags and a precision, which may be arguments."""
print("%5d|%-5d|%05d|%+d|% d|" % (42, 42, 42, 42, 42))
print("%x %X %#x %o %#o" % (255, 255, 255, 8, 8))
print("%.2s|%5.1s|%-4s|" % ("abc", "abc", "ab"), "%*d|%.*f" % (5, 1, 2, 0.5))
