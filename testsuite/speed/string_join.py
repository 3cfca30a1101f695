"""One unit is eight words joined to one string."""
def run(n):
    words = ["alpha", "beta", "gamma", "delta", "eps", "zeta", "eta", "theta"]
    total = 0
    for i in range(n):
        total += len(", ".join(words))
    print(total)
