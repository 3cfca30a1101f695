"""loads() of anything but one JSON value raises ValueError."""
import json

for text in ("", "[1,]", "{'a': 1}", "[1 2]", '"a', "nul", "[1] 2", '{"a" 1}', "01", "]"):
    try:
        print(json.loads(text))
    except ValueError:
        print("ValueError", text)
