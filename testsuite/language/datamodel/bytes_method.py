"""bytes() of an object calls its __bytes__."""
class A:
    def __bytes__(self):
        return b"\x01\x02"


print(bytes(A()))
