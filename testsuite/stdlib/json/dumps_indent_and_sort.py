"""dumps() can indent and sort by key."""
import json

print(json.dumps({"b": [1, {}], "a": []}, indent=1, sort_keys=True))
