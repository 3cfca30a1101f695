"""seek() counts from the start, the position or the end, and gives the new position."""
import io

b = io.BytesIO(b"abcdef")
print(b.seek(2), b.read(1), b.seek(1, 1), b.read(1), b.seek(-1, 2), b.read(), b.tell())
