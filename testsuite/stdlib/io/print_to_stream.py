"""print() writes to the stream given as file."""
import io

s = io.StringIO()
print("a", 1, sep="-", end=";", file=s)
print(file=s)
print(repr(s.getvalue()))
