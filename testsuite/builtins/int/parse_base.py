"""int() with a base reads digits and letters of that base, in either case."""
print(int("ff", 16), int("FF", 16), int("z", 36), int("-101", 2), int("777", 8), int(" 12 ", 3))
for text, base in (("2", 2), ("g", 16), ("8", 8), ("", 10)):
    try:
        print(int(text, base))
    except ValueError:
        print("ValueError")
