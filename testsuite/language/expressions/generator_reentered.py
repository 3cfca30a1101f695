"""A generator that resumes itself raises ValueError."""
def g():
    try:
        yield next(it)
    except ValueError:
        yield "ValueError"


it = g()
print(next(it))
