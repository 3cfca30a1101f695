"""StopIteration may be raised and caught like any other exception."""
def f():
    raise StopIteration(3)


try:
    f()
except StopIteration as e:
    print("StopIteration", e.args)
print(issubclass(StopIteration, Exception))
