"""One unit is a dict that grows to eight items and loses them again."""
def run(n):
    total = 0
    for i in range(n):
        squares = {}
        for k in range(8):
            squares[k] = k * k
        for k in range(8):
            total = (total + squares.pop(k)) % 65521
    print(total)
