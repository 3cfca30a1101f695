"""index() and rindex() raise ValueError where find() gives -1."""
print("abcb".index("b"), "abcb".rindex("b"), "abcb".index("b", 2))
for f in ("abc".index, "abc".rindex):
    try:
        print(f("z"))
    except ValueError:
        print("ValueError")
