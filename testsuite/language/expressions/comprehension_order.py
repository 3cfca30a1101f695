"""A dict comprehension evaluates the key before the value."""
def n(x):
    log.append(x)
    return x


log = []
d = {n(i): n(i * 10) for i in (1, 2)}
print(log, len(d))
