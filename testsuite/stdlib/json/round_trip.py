"""loads() gives back what dumps() wrote."""
import json

for data in ([0, -1, 0.5, 1e-3], "q\"\\\n\xe9", {"x": None}, [{"y": [True, {}]}, []]):
    text = json.dumps(data)
    print(json.loads(text) == data, json.dumps(json.loads(text)) == text)
