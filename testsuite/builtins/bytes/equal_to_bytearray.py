"""bytes and bytearray of the same values are equal and ordered alike."""
print(b"ab" == bytearray(b"ab"), bytearray(b"ab") == b"ab", b"ab" != bytearray(b"ab"))
print(b"ab" < bytearray(b"ac"), bytearray(b"b") > b"ab")
