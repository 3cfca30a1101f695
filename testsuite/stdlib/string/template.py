"""A Template replaces names after a dollar sign."""
from string import Template

t = Template("$a ${b}c $$ $d")
print(t.safe_substitute(a=1, b="x"))
try:
    t.substitute(a=1, b=2)
except KeyError:
    print("KeyError")
