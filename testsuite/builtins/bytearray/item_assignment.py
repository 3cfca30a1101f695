"""Items of a bytearray can be assigned integers, from either end."""
b = bytearray(b"abc")
b[0] = 120
b[-1] = 0
b[1] += 1
print(b)
try:
    b[3] = 1
except IndexError:
    print("IndexError")
