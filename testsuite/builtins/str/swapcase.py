"""swapcase() exchanges upper and lower case."""
print("aBc-D".swapcase())
