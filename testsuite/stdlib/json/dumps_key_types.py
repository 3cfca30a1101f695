"""dumps() turns keys that are numbers, bools or None into strings."""
import json

print(json.dumps({1: "a"}), json.dumps({None: 1}), json.dumps({True: 2}), json.dumps({2.5: 0}))
