"""One unit is one multiplication, addition and remainder of small integers."""
def run(n):
    x = 1
    for i in range(n):
        x = (x * 75 + 74) % 65537
    print(x)
