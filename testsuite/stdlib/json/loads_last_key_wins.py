"""loads() keeps the last of several values for one key, and the order of keys."""
import json

print(json.loads('{"b": 1, "a": 2, "b": 3}'))
