"""A bytearray refuses integers that are no bytes, when assigning and when appending."""
b = bytearray(b"a")
for value in (256, -1, 255):
    try:
        b[0] = value
        print("assigned", b)
    except ValueError:
        print("ValueError")
    try:
        b.append(value)
        print("appended", b)
    except ValueError:
        print("ValueError")
