"""wraps() copies the name and docstring of the wrapped function."""
from functools import wraps


def named():
    "text"


@wraps(named)
def other():
    pass


print(other.__name__, other.__doc__, other.__wrapped__ is named)
