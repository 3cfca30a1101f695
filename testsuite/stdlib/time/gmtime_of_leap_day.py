"""gmtime() counts the 29th of February in a leap year."""
import time

t = time.gmtime(951782400 + 86399)
print(t[1], t[2], t[3], t[4], t[5], t[6], t[7])
