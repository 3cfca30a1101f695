"""string has the letters, digits and punctuation of ASCII."""
import string

print(string.ascii_lowercase, string.digits, string.hexdigits)
print(string.punctuation, len(string.whitespace))
