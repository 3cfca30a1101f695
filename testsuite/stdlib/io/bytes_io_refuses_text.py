"""A BytesIO refuses text and a StringIO bytes."""
import io

for stream, data in ((io.BytesIO(), "text"), (io.StringIO(), b"bytes")):
    try:
        print(stream.write(data))
    except TypeError:
        print("TypeError")
