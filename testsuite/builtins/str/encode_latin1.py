"""Latin-1 encodes the first 256 characters as one byte each."""
print("a\xe9\xff".encode("latin-1"), b"\xe9".decode("latin-1") == "\xe9")
