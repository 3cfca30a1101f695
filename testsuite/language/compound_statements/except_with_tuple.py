"""A handler may name several classes in a tuple."""
errors = (KeyError, ValueError)
for e in (ValueError(1), KeyError(2), TypeError(3)):
    try:
        raise e
    except errors as caught:
        print("in tuple", caught.args)
    except (TypeError,):
        print("TypeError")
