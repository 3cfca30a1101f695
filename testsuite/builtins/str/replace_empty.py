"""replace() of the empty string puts the new text around every character."""
print("abc".replace("", "-"), "".replace("", "x"), "ab".replace("", "-", 2))
