"""IOError is another name of OSError."""
print(IOError is OSError, issubclass(OSError, Exception))
