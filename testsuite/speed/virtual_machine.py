"""One unit is 20 instructions of a small virtual machine."""
PROGRAM = ((0, 6), (1, 0), (2, 1), (3, 1), (4, 0))


def execute(program):
    at = counter = total = 0
    while True:
        code, operand = program[at]
        at += 1
        if code == 0:
            counter = operand
        elif code == 1:
            total += counter
        elif code == 2:
            counter -= operand
        elif code == 3:
            if counter:
                at = operand
        else:
            return total


def run(n):
    total = 0
    for i in range(n):
        total += execute(PROGRAM)
    print(total)
