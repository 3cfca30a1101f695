"""The name a handler binds is unbound when the handler ends."""
e = "before"
try:
    raise ValueError(1)
except ValueError as e:
    print(e.args)
try:
    print(e)
except NameError:
    print("NameError")
