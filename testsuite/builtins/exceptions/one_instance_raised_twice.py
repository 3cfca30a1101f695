"""One exception object can be raised again and keeps its arguments."""
e = KeyError("k")
for i in range(2):
    try:
        raise e
    except KeyError as caught:
        print(i, caught is e, caught.args)
