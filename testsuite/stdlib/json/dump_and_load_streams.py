"""dump() writes to a stream and load() reads one to its end."""
import io
import json

s = io.StringIO()
json.dump({"a": [1, None]}, s)
print(s.getvalue())
s.seek(0)
print(json.load(s))
