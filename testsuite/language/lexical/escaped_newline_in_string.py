"""A backslash before the end of a line inside a string literal removes both."""
text = "one\
 two"
print(repr(text), len(text))
