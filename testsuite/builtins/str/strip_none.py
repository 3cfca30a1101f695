"""strip() with None takes white space off."""
print(repr(" a ".strip(None)), repr(" a ".lstrip(None)), repr(" a ".rstrip(None)))
