"""and and or give the operand that decided, not a truth value."""
print(0 or "a", "a" or 0, 0 or "", [] or ())
print(0 and "a", "a" and 0, "a" and "b", 1 and [])
print(not "", not "a", not [] is True)
