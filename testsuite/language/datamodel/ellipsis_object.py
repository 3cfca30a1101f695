"""Three dots are the one Ellipsis object, which is true."""
print(..., ... is Ellipsis, bool(...), [...][0] is ...)
print(type(...) is type(Ellipsis))
