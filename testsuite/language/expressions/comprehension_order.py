"""A dict comprehension evaluates the key before the value, and a later key wins."""
def n(x):
    log.append(x)
    return x


log = []
print({n(i % 2): n(i * 10) for i in range(3)})
print(log)
