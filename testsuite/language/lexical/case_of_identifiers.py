"""Identifiers that differ in case only are different."""
value, Value, VALUE = 1, 2, 3
print(value, Value, VALUE)
