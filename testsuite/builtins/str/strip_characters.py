"""strip() takes a set of characters off both ends, in any order."""
print(repr("  a b\n".strip()), repr(" a ".lstrip()), repr(" a ".rstrip()))
print("xyaxybyx".strip("xy"), "xyaxy".lstrip("yx"), "xyaxy".rstrip("y"), "aaa".strip("a") == "")
print("a ".strip(None), "a".strip(""), "..a.b..".strip("."))
