"""Reading or setting an unknown attribute of a built-in value raises AttributeError."""
for x in (5, "a", [], None, (), len):
    try:
        x.unknown
        print("read")
    except AttributeError:
        print("AttributeError")
try:
    [].unknown = 1
    print("set")
except AttributeError:
    print("AttributeError")
