"""Omitted parts of a slice depend on the sign of its step."""
s = "abcdef"
print(s[:], s[::2], s[1::2], s[::-1], s[::-2])
print(s[2::-1], s[:2:-1], s[-2:], s[:-2], s[-1:-3:-1], repr(s[4:2]))
