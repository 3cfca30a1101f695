"""A call evaluates the function, then its arguments from left to right."""
def n(x):
    log.append(x)
    return x


def get(x):
    log.append(x)
    return lambda *args, **kwargs: len(args) + len(kwargs)


log = []
print(get("f")(n(1), n(2), a=n(3), b=n(4)), log)
