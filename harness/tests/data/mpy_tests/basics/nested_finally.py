# finally blocks run from the inside out, whether or not there is an exception


def f(fail):
    try:
        try:
            if fail:
                raise ValueError("asked to")
            return "result"
        finally:
            print("inner")
    except ValueError as e:
        return e.args
    finally:
        print("outer")


print(f(False))
print(f(True))
