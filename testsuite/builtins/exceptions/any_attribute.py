"""Any attribute can be set on a built-in exception."""
e = ValueError("x")
e.extra = [1]
try:
    raise e
except ValueError as caught:
    caught.extra.append(2)
print(e.extra)
