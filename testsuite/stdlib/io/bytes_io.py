"""A BytesIO reads and writes bytes."""
import io

b = io.BytesIO(b"abc")
print(b.read(1), b.read(), b.write(b"d"), b.getvalue())
