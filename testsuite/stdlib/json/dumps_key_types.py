"""dumps() turns keys that are numbers, bools or None into strings, and refuses others."""
import json

print(json.dumps({1: "a"}), json.dumps({None: 1}), json.dumps({True: 2}), json.dumps({2.5: 0}))
try:
    print(json.dumps({(1, 2): 3}))
except TypeError:
    print("TypeError")
