"""assert raises AssertionError if its test is false, and evaluates the message only then."""
def message():
    print("message evaluated")
    return "text"


assert 1, message()
try:
    assert [], message()
    print("passed")
except AssertionError as e:
    print(e.args)
try:
    assert 0
except AssertionError as e:
    print(e.args)
