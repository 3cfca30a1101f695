"""Semicolons separate simple statements, and a suite of them may follow a colon."""
a = 1; b = 2; print(a, b);
if a > b: print("skipped"); print("also skipped")
else: print("taken"); print("also taken")
for i in 1, 2: a += i; b *= i
print(a, b)
