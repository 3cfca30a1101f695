"""A slice bound too large for any sequence is clipped."""
a = [1, 2, 3]
print(a[-2 ** 70:2 ** 70], a[2 ** 70:], a[-2 ** 31:2 ** 31], "abc"[:2 ** 40], a[::2 ** 70])
