"""Each binary operator has an augmented assignment."""
x = 7
x += 3
x -= 1
x *= 5
x //= 2
x %= 13
x **= 3
print(x)
x <<= 4
x >>= 1
x |= 5
x ^= 3
x &= 0xFE
print(x)
