"""An index too large for any sequence raises IndexError, and a slice bound is clipped."""
a = [1, 2, 3]
for i in (2 ** 31, 2 ** 70, -2 ** 70):
    try:
        print(a[i])
    except IndexError:
        print("IndexError")
print(a[-2 ** 70:2 ** 70], a[2 ** 70:], a[::2 ** 70], "abc"[:2 ** 40])
