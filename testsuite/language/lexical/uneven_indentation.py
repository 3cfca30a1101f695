"""Blocks may be indented by different amounts, if each returns to a level seen before."""
if True:
  a = 1
  if a:
       b = 2
  c = 3
if c:
        d = 4
print(a, b, c, d)
