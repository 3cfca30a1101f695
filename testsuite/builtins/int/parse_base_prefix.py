"""int() accepts the prefix that goes with its base, in either case."""
print(int("0x1f", 16), int("0b11", 2), int("0O17", 8), int("-0X1F", 16), int("0b1", 16))
