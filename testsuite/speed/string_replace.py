"""One unit is three words of a text replaced by longer ones."""
def run(n):
    total = 0
    for i in range(n):
        total += len("a cat, a dog, a cow".replace("a ", "the "))
    print(total)
