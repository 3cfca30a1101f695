"""Writing beyond the end of a BytesIO fills the gap with zeros."""
import io

b = io.BytesIO(b"ab")
b.seek(4)
b.write(b"x")
print(b.getvalue())
