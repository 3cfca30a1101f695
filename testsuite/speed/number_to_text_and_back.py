"""One unit is an integer turned into text and back."""
def run(n):
    total = 0
    for i in range(n):
        total = int(str(100000 + total)) % 1000 + 7
    print(total)
