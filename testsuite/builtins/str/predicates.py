"""The predicates about characters are false of the empty string."""
for s in ("", "a1", "12", "ab", " \t", "AB", "aB", "1a!"):
    print(repr(s), [int(f()) for f in (s.isalpha, s.isdigit, s.isspace, s.isupper, s.islower)])
