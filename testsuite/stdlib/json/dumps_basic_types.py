"""dumps() writes the basic types as JSON does."""
import json

print(json.dumps([1, -2.5, "a", True, False, None, [], {}]))
print(json.dumps({"a": (1, 2)}), json.dumps("x"), json.dumps(None))
