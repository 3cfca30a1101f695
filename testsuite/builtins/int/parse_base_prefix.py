"""int() accepts the prefix that goes with its base, and reads it if the base is zero."""
print(int("0x1f", 16), int("0b11", 2), int("0O17", 8), int("-0X1F", 16), int("0b1", 16))
print(int("0x1f", 0), int("0b11", 0), int("0o17", 0), int("19", 0), int("-0", 0))
try:
    print(int("012", 0))
except ValueError:
    print("ValueError")
