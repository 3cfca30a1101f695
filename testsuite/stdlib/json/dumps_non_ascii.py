"""dumps() escapes what is not ASCII, with surrogates for large characters."""
import json

print(json.dumps("\xe9\u20ac\U0001f600"))
