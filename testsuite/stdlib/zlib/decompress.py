"""decompress() reads a zlib stream."""
import zlib

print(zlib.decompress(b'\x18\xd3KLJNDB\x8a\x003\xd5\x05\xe0'))
