"""A StringIO starts at the beginning of its initial value, which writes replace."""
import io

s = io.StringIO("abcdef")
s.write("XY")
print(s.getvalue(), s.read(2), s.read())
