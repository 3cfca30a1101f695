# The module base64 can be imported and has b64encode.
import base64

print(hasattr(base64, "b64encode"))
