"""A stepped slice of a list takes items from either end, and a step of zero raises ValueError."""
a = [0, 1, 2, 3, 4, 5]
print(a[::2], a[1::2], a[::-1], a[4:1:-1], a[-2::-3], a[100::-4], a[2:-100:-1])
try:
    a[::0]
except ValueError:
    print("ValueError")
