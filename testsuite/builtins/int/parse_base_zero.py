"""int() with base zero reads the prefix, and no leading zeros without one."""
print(int("0x1f", 0), int("0b11", 0), int("0o17", 0), int("19", 0), int("-0", 0), int("00", 0))
try:
    print(int("012", 0))
except ValueError:
    print("ValueError")
