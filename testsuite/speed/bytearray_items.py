"""One unit is eight items of a bytearray written and read."""
def run(n):
    data = bytearray(8)
    total = 0
    for i in range(n):
        for k in range(8):
            data[k] = (i + k) & 255
            total = (total + data[k]) % 65521
    print(total)
