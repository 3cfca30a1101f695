"""Mutable containers cannot be hashed, nor a tuple that holds one."""
for x in ((1, "a", None), [], {}, set(), (1, []), bytearray(1)):
    try:
        hash(x)
        print("hashable")
    except TypeError:
        print("TypeError")
