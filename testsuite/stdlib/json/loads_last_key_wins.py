"""loads() keeps the last of several values for one key."""
import json

d = json.loads('{"b": 1, "a": 2, "b": 3}')
print(len(d), d["b"])
