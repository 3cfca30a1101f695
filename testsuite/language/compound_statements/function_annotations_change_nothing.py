"""Annotations of parameters and results are not enforced."""
def f(a: int, *args: str, b: float = "b", **kw: None) -> list:
    return a, args, b, kw


print(f("x", 1, b=None, c=2))
