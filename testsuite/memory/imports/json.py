# The module json can be imported and has dumps.
import json

print(hasattr(json, "dumps"))
