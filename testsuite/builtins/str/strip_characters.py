"""strip() takes a set of characters off both ends, in any order."""
print("xyaxybyx".strip("xy"), "xyaxy".lstrip("yx"), "xyaxy".rstrip("y"), repr("aaa".strip("a")))
print(repr("a ".strip("")), "..a.b..".strip("."))
