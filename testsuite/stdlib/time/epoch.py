"""gmtime(0) is the beginning of the year 1970, a Thursday."""
import time

t = time.gmtime(0)
print(t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7])
