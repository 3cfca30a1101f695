"""One unit is one subtraction, multiplication, division and addition of floats."""
def run(n):
    x = 0.25
    total = 0.0
    for i in range(n):
        x = (1.5 - x) * 2.0 / 2.0
        total += x
    print(int(total * 4.0))
