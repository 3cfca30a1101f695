"""loads() reads the escapes of JSON."""
import json

print([ord(c) for c in json.loads(r'"\"\\\/\b\f\n\r\t"')])
print([ord(c) for c in json.loads(r'"\u0041\u20ac\u00e9"')])
