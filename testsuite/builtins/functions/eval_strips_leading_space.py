"""eval() takes an expression with spaces and tabs before it."""
print(eval(" 1 + 2 "), eval("\t'a'"))
