"""dumps() of a dict with a key that is a tuple raises TypeError."""
import json

try:
    print(json.dumps({(1, 2): 3}))
except TypeError:
    print("TypeError")
