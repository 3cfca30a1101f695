"""add_note() collects notes on an exception."""
e = ValueError("x")
e.add_note("one")
e.add_note("two")
print(e.__notes__, e.args)
