"""An OSError of two arguments has them as errno and strerror."""
e = OSError(9999, "text")
print(e.errno, e.strerror, e.args)
print(OSError("only").errno, OSError(5).args)
