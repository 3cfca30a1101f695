"""An import in a function binds a local name."""
def f():
    import sys
    return sys.version_info[0]


print(f())
try:
    print(sys)
except NameError:
    print("NameError")
