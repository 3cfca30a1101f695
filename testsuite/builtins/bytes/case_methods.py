"""The case methods of bytes change ASCII letters only."""
print(b"aB\xe9".upper(), b"aB\xc9".lower(), b"12".isdigit(), b"a1".isalpha(), b" \t".isspace())
