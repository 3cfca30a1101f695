"""dumps() writes infinities and nan as words that loads() reads."""
import json

inf = float("inf")
print(json.dumps([inf, -inf, float("nan")]), json.loads("[Infinity, -Infinity, NaN]"))
