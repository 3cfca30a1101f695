"""The else clause of try runs if nothing was raised, and is not guarded by the handlers."""
def f(x):
    try:
        if x == 1:
            raise ValueError
    except ValueError:
        print("handled")
    else:
        print("else")
        if x == 2:
            raise ValueError
    finally:
        print("finally")


f(0)
f(1)
try:
    f(2)
except ValueError:
    print("came out")
