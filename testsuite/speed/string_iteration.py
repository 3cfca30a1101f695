"""One unit is a loop over eight characters that compares their codes."""
def run(n):
    total = 0
    for i in range(n):
        for c in "Ab3 cD9x":
            if 97 <= ord(c) <= 122:
                total += 1
    print(total)
