# The module zlib can be imported and has decompress.
import zlib

print(hasattr(zlib, "decompress"))
