"""An octal escape takes up to three octal digits and no more."""
print([ord(c) for c in "\0\7\101\1011"])
print([ord(c) for c in "\18"])
