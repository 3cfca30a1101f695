"""Integer literals may be hexadecimal, octal or binary, with either case of the prefix."""
print(0x1F, 0XfF)
print(0o17, 0O777)
print(0b101, 0B11)
