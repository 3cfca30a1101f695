"""A handler may delete or rebind the name it binds."""
try:
    raise ValueError
except ValueError as e:
    del e
    print("deleted")
try:
    raise ValueError
except ValueError as e:
    e = 5
    print(e)
print("e" in globals())
