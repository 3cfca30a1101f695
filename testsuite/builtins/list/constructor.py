"""list() copies any iterable and rejects anything else."""
print(list(), list("ab"), list((1, 2)), list({"a": 1}), list(range(3)), list(b"\x01\x02"))
try:
    list(5)
except TypeError:
    print("TypeError")
