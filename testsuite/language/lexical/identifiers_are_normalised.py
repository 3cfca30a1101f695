"""Identifiers are compared in Unicode normal form KC."""
names = {}
exec("\ufb01ve = 5", names)
print("five" in names, "\ufb01ve" in names)
