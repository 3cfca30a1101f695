"""An exception that no handler matches runs the finally clause and goes on outwards."""
try:
    try:
        {}["k"]
    except IndexError:
        print("wrong handler")
    else:
        print("else")
    finally:
        print("finally")
except KeyError:
    print("outer")
