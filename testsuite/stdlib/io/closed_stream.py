"""Using a closed stream raises ValueError, and with closes it."""
import io

with io.StringIO("a") as s:
    print(s.read())
try:
    s.read()
except ValueError:
    print("ValueError")
