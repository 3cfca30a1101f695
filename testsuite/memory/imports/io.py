# The module io can be imported and has StringIO.
import io

print(hasattr(io, "StringIO"))
