"""b64encode() and urlsafe_b64encode() differ in two characters."""
import base64

b = b"\xfb\xff\xfe"
print(base64.b64encode(b), base64.urlsafe_b64encode(b), base64.b64decode("+//+") == b)
print(base64.b16encode(b), base64.b32encode(b"a"))
