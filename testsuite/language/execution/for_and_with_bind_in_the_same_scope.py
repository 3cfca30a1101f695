"""Blocks are no scopes: names bound in for, if and try bodies stay."""
def f():
    for i in range(2):
        inside = i * 10
    if True:
        branch = "b"
    try:
        tried = "t"
    finally:
        done = "d"
    return i, inside, branch, tried, done


print(f())
