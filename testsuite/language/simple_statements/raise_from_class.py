"""The cause of raise from may be a class, which is then called, but not another object."""
try:
    raise ValueError from KeyError
except ValueError as e:
    print(isinstance(e.__cause__, KeyError))
try:
    raise ValueError from 5
except TypeError:
    print("TypeError")
