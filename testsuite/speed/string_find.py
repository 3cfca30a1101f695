"""One unit is a word found at the end of a text of 48 characters."""
def run(n):
    text = "the quick brown fox jumps over the lazy sleeping dog"[4:]
    total = 0
    for i in range(n):
        total += text.find("dog")
    print(total)
