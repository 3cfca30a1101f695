"""One unit is a string of 16 characters made by eight concatenations."""
def run(n):
    total = 0
    for i in range(n):
        text = ""
        for k in range(8):
            text += "ab"
        total += len(text)
    print(total)
