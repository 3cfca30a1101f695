"""loads() reads a pair of escaped surrogates as one character."""
import json

print([ord(c) for c in json.loads(r'"a\ud83d\ude00b"')])
