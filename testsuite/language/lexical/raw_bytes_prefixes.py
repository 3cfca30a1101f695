"""The prefixes r and b combine in either order and in any case."""
print(list(rb"\n"))
print(list(Br"\n"))
print(list(bR"\n"))
print(list(RB"\n"))
