"""In a raw or bytes literal u is an ordinary letter after a backslash."""
print(len(r"\u0041"), len(rb"\u0041"))
print(list(rb"\u41"))
