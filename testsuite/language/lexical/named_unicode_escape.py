"""The escape N names a character by its name in the Unicode database."""
print(ord("\N{GREEK SMALL LETTER MU}"), ord("\N{EURO SIGN}"))
