"""contextmanager() makes a with statement of a generator."""
from contextlib import contextmanager


@contextmanager
def tag(name):
    print("enter", name)
    try:
        yield name.upper()
    except ValueError:
        print("suppressed")
    finally:
        print("exit", name)


with tag("a") as value:
    print(value)
    raise ValueError
