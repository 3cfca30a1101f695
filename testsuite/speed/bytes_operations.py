"""One unit is a slice, a concatenation, a comparison and a search of bytes."""
def run(n):
    data = b"0123456789abcdef"
    total = 0
    for i in range(n):
        part = data[2:10] + b"XY"
        if part != data:
            total += part.find(b"X")
    print(total)
