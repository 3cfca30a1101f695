"""strip() without an argument takes white space off the ends."""
print(repr("  a b\n".strip()), repr(" a ".lstrip()), repr("\t\r a ".rstrip()), repr(" ".strip()))
