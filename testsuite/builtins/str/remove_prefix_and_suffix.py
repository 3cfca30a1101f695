"""removeprefix() and removesuffix() remove a whole text once, or nothing."""
print("aab".removeprefix("a"), "aab".removeprefix("b"), "a.py".removesuffix(".py"))
print("abc".removesuffix(""), "abc".removeprefix("abcd"))
