"""readlines() gives the lines that are left."""
import io

s = io.StringIO("a\nb\nc")
s.readline()
print(s.readlines(), s.readlines())
