"""A class of one's own derived from an exception is caught as its base."""
class Fault(ValueError):
    pass


class Worse(Fault):
    pass


for e in (Fault(1), Worse("x", 2)):
    try:
        raise e
    except ValueError as caught:
        print(caught.args, isinstance(caught, Worse), caught is e)
