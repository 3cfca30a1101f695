"""A StringIO is written, read and positioned like a file."""
import io

s = io.StringIO()
print(s.write("one\n"), s.write("two"), s.tell(), s.getvalue())
s.seek(0)
print(repr(s.read(2)), repr(s.readline()), repr(s.read()), repr(s.read()))
