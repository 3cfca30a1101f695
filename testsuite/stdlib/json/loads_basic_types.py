"""loads() makes Python values of JSON text, with spaces wherever JSON has them."""
import json

print(json.loads(' [ 1 , -2.5, "a",true, false ,null, [ ], { } ] '))
print(json.loads('{"a": {"b": [1]}}'), json.loads('"x"'), json.loads("7"), json.loads("\n[\t]\r"))
