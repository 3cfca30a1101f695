"""raise takes a class, which is then called, or an instance, which is raised itself."""
e = ValueError(1, 2)
try:
    raise e
except ValueError as caught:
    print(caught is e, caught.args)
try:
    raise ValueError
except ValueError as caught:
    print(caught.args, isinstance(caught, ValueError))
