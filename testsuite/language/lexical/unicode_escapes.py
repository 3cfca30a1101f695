"""The escapes u and U in a string literal make one character of four or eight digits."""
text = "\u20ac\U0001f600\u00410"
print(len(text))
print([ord(c) for c in text])
