"""dumps() takes other separators."""
import json

print(json.dumps({"a": [1, 2, {}]}, separators=(",", ":")))
print(json.dumps([1, {"k": 2}], separators=("; ", "=")))
