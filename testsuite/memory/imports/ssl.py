# The module ssl can be imported and has SSLContext.
import ssl

print(hasattr(ssl, "SSLContext"))
