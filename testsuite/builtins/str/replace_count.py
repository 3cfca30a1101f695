"""replace() replaces from the left, at most as often as it is told."""
print("aaaa".replace("aa", "b"), "aaa".replace("a", "b", 2), "aaa".replace("a", "b", 0))
print("abc".replace("x", "y"), "abc".replace("b", ""), "aXbX".replace("X", "--"))
