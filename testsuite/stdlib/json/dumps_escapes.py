"""dumps() escapes quotes, backslashes and control characters."""
import json

for s in ('"', "\\", "\n\t\r", "\x01\x1f", "/"):
    print(json.dumps(s))
