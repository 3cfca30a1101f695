"""with_traceback() returns the exception, whose __traceback__ is set when it is raised."""
e = ValueError("x")
print(e.__traceback__, e.with_traceback(None) is e)
try:
    raise e
except ValueError:
    print(e.__traceback__ is None)
