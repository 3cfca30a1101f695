# The module contextlib can be imported and has contextmanager.
import contextlib

print(hasattr(contextlib, "contextmanager"))
