"""One unit is the check sum of one byte, made bit by bit."""
def run(n):
    check = 0
    for i in range(n):
        check ^= i & 255
        for bit in range(8):
            if check & 1:
                check = (check >> 1) ^ 0xA001
            else:
                check >>= 1
    print(check)
