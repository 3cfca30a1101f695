"""One unit counts the ten ways to place five queens that do not attack each other."""
def place(left, down, right):
    if down == 31:
        return 1
    count = 0
    free = 31 & ~(left | down | right)
    while free:
        bit = free & -free
        free ^= bit
        count += place((left | bit) << 1, down | bit, (right | bit) >> 1)
    return count


def run(n):
    total = 0
    for i in range(n):
        total += place(0, 0, 0)
    print(total)
