"""decode() with an error handler ignores or replaces what it cannot read."""
print(b"a\xffb".decode("utf-8", "ignore"), [ord(c) for c in b"a\xffb".decode("utf-8", "replace")])
