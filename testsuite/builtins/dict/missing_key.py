"""Reading or deleting a missing key raises KeyError with that key."""
d = {1: "a"}
try:
    d[(2, 3)]
except KeyError as e:
    print(e.args)
try:
    del d["x"]
except KeyError as e:
    print(e.args)
