"""exec() runs statements and returns None."""
print(exec("1 + 1"), exec("x = 5"))
print(x)
