# The module struct can be imported and has pack.
import struct

print(hasattr(struct, "pack"))
