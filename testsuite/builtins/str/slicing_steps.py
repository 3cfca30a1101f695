"""A slice of a string may have any step but zero, and bounds beyond the ends."""
s = "abcdef"
print(s[::-1], s[4:1:-1], s[::3], s[-100:2], s[4:100], s[10:], s[5:-100:-2], s[1:5:2])
try:
    print(s[::0])
except ValueError:
    print("ValueError")
