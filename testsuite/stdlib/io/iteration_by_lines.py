"""Iterating over a stream gives its lines with their ends."""
import io

print(list(io.StringIO("a\nb\n\nc")), [line for line in io.BytesIO(b"x\ny")])
