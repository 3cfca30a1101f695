"""Doubled braces in an f-string stand for single ones."""
n = 7
print(f"{{}} {{n}} {{{n}}} }}{{")
print(f"{ {'a': n}['a'] }")
