"""readinto() fills a buffer and tells how many bytes it read."""
import io

b = io.BytesIO(b"abcde")
buffer = bytearray(3)
print(b.readinto(buffer), buffer)
print(b.readinto(buffer), buffer, b.readinto(buffer))
