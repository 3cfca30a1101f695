"""One unit is one exception raised by a function and caught by its caller."""
def fail():
    raise ValueError("no")


def run(n):
    caught = 0
    for i in range(n):
        try:
            fail()
        except ValueError:
            caught += 1
    print(caught)
