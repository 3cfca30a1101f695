# how many lines stand between the marks depends on the board
import sys

print("begin")
for name in ("implementation", "platform", "maxsize", "byteorder"):
    if hasattr(sys, name):
        print("sys has", name)
print("middle")
for i in range(sys.version_info[1] % 5):
    print("line", i)
print("end")
