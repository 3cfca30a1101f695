"""A generator may yield in try, except and finally clauses."""
def g():
    try:
        yield "try"
        raise ValueError
    except ValueError:
        yield "except"
    else:
        yield "else"
    finally:
        yield "finally"
    yield "after"


print(list(g()))
