"""reversed() takes sequences and makes an iterator."""
print(list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(3))))
r = reversed([1, 2])
print(next(r), next(r), next(r, "end"))
for x in (iter([1]), {1, 2}, 5):
    try:
        reversed(x)
        print("accepted")
    except TypeError:
        print("TypeError")
