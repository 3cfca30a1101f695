"""Surplus arguments go to the starred parameters, as a tuple and a dict."""
def f(a, *args, **kwargs):
    return a, args, kwargs


print(f(1))
print(f(1, 2, 3))
print(f(b=2, a=1))
print(f(1, 2, z=3))
