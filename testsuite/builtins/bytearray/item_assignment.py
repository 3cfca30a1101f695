"""Items of a bytearray can be assigned integers from 0 to 255 only."""
b = bytearray(b"abc")
b[0] = 120
b[-1] = 0
print(b)
for value in (256, -1):
    try:
        b[1] = value
        print(b)
    except ValueError:
        print("ValueError")
