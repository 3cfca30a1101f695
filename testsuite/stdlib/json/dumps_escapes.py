"""dumps() escapes quotes, backslashes and control characters."""
import json

for s in ('"', "\\", "\n\t\r", "\x01\x1f", "/", "\x08\x0c"):
    print(json.dumps(s))
