"""close() of the outer generator closes the one it delegates to first."""
def inner():
    try:
        yield 1
    finally:
        print("inner closed")


def outer():
    try:
        yield from inner()
    finally:
        print("outer closed")


it = outer()
print(next(it))
it.close()
