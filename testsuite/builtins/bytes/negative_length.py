"""A negative length of bytes or a bytearray raises ValueError."""
for f in (bytes, bytearray):
    try:
        print(len(f(-1)))
    except ValueError:
        print("ValueError")
