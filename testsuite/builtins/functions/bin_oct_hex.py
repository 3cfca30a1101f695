"""bin(), oct() and hex() put a minus before the prefix of a negative integer."""
print(bin(10), oct(64), hex(255))
print(bin(-5), oct(-8), hex(-255), bin(0), hex(-0))
print(hex(2 ** 64), bin(2 ** 33), oct(-2 ** 66))
