"""loads() makes a float of a number with a point or an exponent, else an integer."""
import json

print(json.loads("[0, -0, 12345678901234567890, 1.0, 1e2, 25E-2, -1.5e+1]"))
