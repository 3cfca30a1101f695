"""Searching and counting in bytes accept an integer for one byte."""
b = b"abca"
print(b.find(98), b.count(97), b.index(99), b.rfind(97), b.find(0))
