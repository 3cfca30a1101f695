"""mktime() of localtime() gives back the seconds."""
import time

n = 1000000000
print(int(time.mktime(time.localtime(n))) == n)
