"""One unit is a list with a dict turned into JSON and back."""
import json


def run(n):
    data = [1, "two", {"three": 4.5, "five": [6, None, True]}]
    total = 0
    for i in range(n):
        total += json.loads(json.dumps(data))[2]["five"][0]
    print(total)
