"""dumps() of a type that JSON lacks raises TypeError."""
import json

for x in (b"a", {1}, object(), [len]):
    try:
        print(json.dumps(x))
    except TypeError:
        print("TypeError")
