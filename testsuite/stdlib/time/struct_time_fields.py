"""The fields of a time can be read by name."""
import time

t = time.gmtime(86400 * 31)
print(t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_wday, t.tm_yday, len(t))
