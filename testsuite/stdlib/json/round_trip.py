"""loads() gives back what dumps() wrote."""
import json

data = {"n": [0, -1, 0.5, 1e-3], "s": "q\"\\\n\xe9", "d": {"x": None, "y": [True, {}]}}
text = json.dumps(data)
print(json.loads(text) == data, json.dumps(json.loads(text)) == text)
